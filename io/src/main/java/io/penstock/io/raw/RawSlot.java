package io.penstock.io.raw;

import io.penstock.core.time.Micros;
import io.penstock.io.object.KeySegment;
import java.io.Serializable;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;

/**
 * Names one object of the raw archive of a stream: what one partition of a topic took in during one
 * slot of append time, {@code
 * raw/source=<name>/topic=<topic>/partition=NNNNN/slot-yyyyMMddTHHmmssSSSZ.parquet}.
 *
 * @param source the source's name in the plan
 * @param topic the topic
 * @param partition the partition, from 0
 * @param startMicros start of the slot in append time, microseconds UTC, whole milliseconds
 */
public record RawSlot(String source, String topic, int partition, long startMicros)
    implements Comparable<RawSlot>, Serializable {
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Comparator<RawSlot> ORDER =
      Comparator.comparing(RawSlot::source)
          .thenComparing(RawSlot::topic)
          .thenComparingInt(RawSlot::partition)
          .thenComparingLong(RawSlot::startMicros);

  /** The object's path. */
  public String path() {
    return String.format(
        Locale.ROOT,
        "%s/topic=%s/partition=%05d/slot-%s.parquet",
        RawKey.sourceFolder(source),
        KeySegment.of(topic),
        partition,
        START.format(Micros.instant(startMicros)));
  }

  /** Whether an object's path is that of a slot. */
  static boolean isSlot(String path) {
    return path.contains("/topic=") && path.endsWith(".parquet");
  }

  @Override
  public int compareTo(RawSlot other) {
    return ORDER.compare(this, other);
  }
}
