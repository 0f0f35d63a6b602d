package io.penstock.transforms.metrics;

import io.penstock.core.decode.DecodeCounts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Turns what decoding has counted since the beginning into counters. Serves one thread. */
public final class SourceCounters {
  private final Map<String, long[]> counted = new HashMap<>();

  /**
   * Adds to the counters what came since the last call.
   *
   * @param sources per source its counts since the beginning
   */
  public void add(Map<String, DecodeCounts> sources) {
    sources.forEach(
        (source, counts) -> {
          long[] before = counted.getOrDefault(source, new long[6]);
          long[] now = totals(counts);
          if (Arrays.equals(before, now)) {
            return; // and a source that has sent nothing yet is not known
          }
          Metric.RAW_MESSAGES_RECEIVED.add(source, now[0] - before[0]);
          Metric.RAW_BYTES_RECEIVED.add(source, now[1] - before[1]);
          Metric.READINGS_RECEIVED.add(source, now[2] - before[2]);
          Metric.READINGS_LATE.add(source, now[3] - before[3]);
          Metric.READINGS_QUARANTINED.add(source, now[4] - before[4]);
          Metric.BYTE_ORDER_MARKS_STRIPPED.add(source, now[5] - before[5]);
          counted.put(source, now);
        });
  }

  private static long[] totals(DecodeCounts counts) {
    return new long[] {
      counts.rawMessages,
      counts.rawBytes,
      counts.received,
      counts.late,
      counts.quarantinedTotal(),
      counts.byteOrderMarks
    };
  }
}
