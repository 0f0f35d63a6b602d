package io.penstock.transforms.metrics;

import io.penstock.core.decode.Reason;
import java.util.Locale;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * Everything Penstock counts, as Beam counters. Counters alone, since Beam Distributions read 0 in
 * Flink's Prometheus reporter. Names are {@code noun_participle}, with a unit where there is one,
 * and carry no tag, series or asset.
 */
public enum Metric {
  /** Raw messages taken from sources. */
  RAW_MESSAGES_RECEIVED,
  /** Bytes of their payloads. */
  RAW_BYTES_RECEIVED,
  /** Readings decoded, and messages that could not be read at all, each counted once. */
  READINGS_RECEIVED,
  /** Readings, in time or late, whose own archive period is being computed. */
  READINGS_CONSIDERED,
  /** Distinct readings that entered their tiles. */
  READINGS_ADMITTED,
  /** Copies of admitted readings. */
  READINGS_DUPLICATED,
  /** Readings that lost against another of the same series and time. */
  READINGS_CONFLICTED,
  /** Readings that came too late for their tiles. */
  READINGS_LATE,
  /** Readings and messages that were set aside. */
  READINGS_QUARANTINED,
  /** Byte order marks stripped. */
  BYTE_ORDER_MARKS_STRIPPED,
  /** Records of streams that were new to the raw archive. */
  RAW_RECORDS_LANDED,
  /** Rows of measurements computed. */
  MEASUREMENT_ROWS_COMPUTED,
  /** Rows of features computed. */
  FEATURE_ROWS_COMPUTED,
  /** Asset-tiles written to the hot tables for the first time. */
  HOT_TILES_WRITTEN,
  /** Asset-tiles replaced in the hot tables. */
  HOT_TILES_REPLACED,
  /** Asset-tiles that the hot tables had already. */
  HOT_TILES_UNCHANGED,
  /** Asset-tiles refused because the hot tables have a more complete one. */
  HOT_TILES_IGNORED,
  /** Rows written to the hot tables. */
  HOT_ROWS_WRITTEN,
  /** Asset-tiles committed at most 1 s after their end. */
  HOT_DELAY_MS_LE_1000,
  /** Asset-tiles committed at most 2 s after their end. */
  HOT_DELAY_MS_LE_2000,
  /** Asset-tiles committed at most 3 s after their end. */
  HOT_DELAY_MS_LE_3000,
  /** Asset-tiles committed at most 4 s after their end. */
  HOT_DELAY_MS_LE_4000,
  /** Asset-tiles committed at most 5 s after their end. */
  HOT_DELAY_MS_LE_5000,
  /** Asset-tiles committed at most 6 s after their end. */
  HOT_DELAY_MS_LE_6000,
  /** Asset-tiles committed at most 8 s after their end. */
  HOT_DELAY_MS_LE_8000,
  /** Asset-tiles committed at most 10 s after their end. */
  HOT_DELAY_MS_LE_10000,
  /** Asset-tiles committed at most 15 s after their end. */
  HOT_DELAY_MS_LE_15000,
  /** Asset-tiles committed at most 30 s after their end. */
  HOT_DELAY_MS_LE_30000,
  /** Asset-tiles committed at most 60 s after their end. */
  HOT_DELAY_MS_LE_60000,
  /** Asset-tiles committed at most 300 s after their end. */
  HOT_DELAY_MS_LE_300000,
  /** Asset-tiles whose delay was measured: committed after their end, however long. */
  HOT_DELAY_MS_LE_INF,
  /** The sum of their delays, milliseconds. */
  HOT_DELAY_MS_SUM,
  /** Objects written to the archive. */
  ARCHIVE_OBJECTS_WRITTEN,
  /** Objects that the archive had already. */
  ARCHIVE_OBJECTS_UNCHANGED,
  /** Objects refused because the archive has a more complete one. */
  ARCHIVE_OBJECTS_IGNORED,
  /** Rows written to the archive. */
  ARCHIVE_ROWS_WRITTEN;

  /** The namespace of counters over all sources. */
  public static final String NAMESPACE = "penstock";

  /** The namespace of counters per reason of quarantine; their names are the reasons' codes. */
  public static final String QUARANTINE_NAMESPACE = "penstock.quarantine";

  /** The prefix of the namespaces of counters per source. */
  public static final String SOURCE_NAMESPACE = "penstock.source.";

  private final String metricName = name().toLowerCase(Locale.ROOT);

  /** The counter's name. */
  public String metricName() {
    return metricName;
  }

  /** The counter over all sources. */
  public Counter counter() {
    return Metrics.counter(NAMESPACE, metricName);
  }

  /** The counter of one source of the plan. */
  public Counter counter(String source) {
    return Metrics.counter(SOURCE_NAMESPACE + source, metricName);
  }

  /** The counter of one reason of quarantine. */
  public static Counter quarantined(Reason reason) {
    return Metrics.counter(QUARANTINE_NAMESPACE, reason.code());
  }

  /**
   * Counts for one source and for all. Adding 0 makes a counter known, so that what is asked of it
   * together with others has an answer before it first counts.
   */
  public void add(String source, long count) {
    counter().inc(count);
    counter(source).inc(count);
  }

  /** Counts for all sources; adding 0 makes the counter known. */
  public void add(long count) {
    counter().inc(count);
  }
}
