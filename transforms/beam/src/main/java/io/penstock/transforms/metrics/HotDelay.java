package io.penstock.transforms.metrics;

import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How long after a tile's end its rows were committed to the hot tables, as cumulative buckets in
 * counters, since Beam's Distributions read 0 in Flink's Prometheus reporter.
 *
 * <p>Measured is what an on-time pane wrote, once per asset-tile: an early pane has no end behind
 * it, and a late one tells how late readings were. The delay holds the plan's {@code settle}, the
 * way through broker and engine, and the commit. A reading waits that long, and until its tile's
 * end before.
 */
public final class HotDelay {
  private static final String BUCKET = "HOT_DELAY_MS_LE_";
  private static final String REST = "INF";

  /** By upper bound in milliseconds, inclusive; the last has none. */
  private static final NavigableMap<Long, Metric> BUCKETS = buckets();

  private HotDelay() {}

  /**
   * Counts asset-tiles that were committed together.
   *
   * @param tiles how many
   * @param millis their delay; a clock that is behind the broker's makes it 0
   */
  public static void add(long tiles, long millis) {
    long delay = Math.max(0, millis);
    BUCKETS.tailMap(delay, true).values().forEach(bucket -> bucket.add(tiles));
    Metric.HOT_DELAY_MS_SUM.add(Math.multiplyExact(tiles, delay));
  }

  /** The counters of the buckets, by their full names. */
  public static Set<String> bucketNames() {
    return BUCKETS.values().stream().map(HotDelay::fullName).collect(Collectors.toSet());
  }

  /** How many asset-tiles were measured. */
  public static long tiles(Map<String, Long> counts) {
    return count(BUCKETS.lastEntry().getValue(), counts);
  }

  /**
   * The upper bound of the bucket that a quantile is in.
   *
   * @param quantile from 0 to 1
   * @param counts what the buckets of {@link #bucketNames} have counted; absent is 0
   * @return milliseconds; empty when nothing was measured, or it is in the last bucket
   */
  public static OptionalLong quantileMillis(double quantile, Map<String, Long> counts) {
    long tiles = tiles(counts);
    return tiles == 0
        ? OptionalLong.empty()
        : BUCKETS.headMap(Long.MAX_VALUE).entrySet().stream()
            .filter(bucket -> count(bucket.getValue(), counts) >= quantile * tiles)
            .mapToLong(Map.Entry::getKey)
            .findFirst();
  }

  private static long count(Metric bucket, Map<String, Long> counts) {
    return counts.getOrDefault(fullName(bucket), 0L);
  }

  /** Namespace and name as Flink joins them. */
  private static String fullName(Metric metric) {
    return Metric.NAMESPACE + '_' + metric.metricName();
  }

  private static NavigableMap<Long, Metric> buckets() {
    NavigableMap<Long, Metric> buckets = new TreeMap<>();
    for (Metric metric : Metric.values()) {
      if (metric.name().startsWith(BUCKET)) {
        String bound = metric.name().substring(BUCKET.length());
        buckets.put(bound.equals(REST) ? Long.MAX_VALUE : Long.parseLong(bound), metric);
      }
    }
    return buckets;
  }
}
