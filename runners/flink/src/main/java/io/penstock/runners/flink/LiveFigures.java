package io.penstock.runners.flink;

import io.penstock.transforms.metrics.Metric;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far a stream is since it was last started, as its cluster tells it.
 *
 * @param counts counters by their name with the namespace, see {@link JobCounters#sums}; those that
 *     are not there have counted nothing
 */
record LiveFigures(Map<String, Long> counts) {
  private static final Set<String> NAMES =
      Stream.of(
              Metric.READINGS_RECEIVED,
              Metric.READINGS_LATE,
              Metric.READINGS_QUARANTINED,
              Metric.HOT_ROWS_WRITTEN,
              Metric.ARCHIVE_ROWS_WRITTEN)
          .map(LiveFigures::name)
          .collect(Collectors.toUnmodifiableSet());

  LiveFigures {
    counts = Map.copyOf(counts);
  }

  /** Asks the cluster. */
  static LiveFigures of(JobCounters counters) throws IOException, InterruptedException {
    return new LiveFigures(counters.sums(NAMES));
  }

  /** For people, with how many readings came in a second since others were taken. */
  String since(LiveFigures before, Duration between) {
    long readings = count(Metric.READINGS_RECEIVED);
    // Counters begin anew when the cluster starts the stream again.
    long more = Math.max(0, readings - before.count(Metric.READINGS_RECEIVED));
    return String.format(
        Locale.ROOT,
        "%,d readings (%,.0f a second), %,d late, %,d quarantined; %,d rows stored hot, %,d archived",
        readings,
        more * 1e9 / Math.max(1, between.toNanos()),
        count(Metric.READINGS_LATE),
        count(Metric.READINGS_QUARANTINED),
        count(Metric.HOT_ROWS_WRITTEN),
        count(Metric.ARCHIVE_ROWS_WRITTEN));
  }

  private long count(Metric metric) {
    return counts.getOrDefault(name(metric), 0L);
  }

  private static String name(Metric metric) {
    return Metric.NAMESPACE + '_' + metric.metricName();
  }
}
