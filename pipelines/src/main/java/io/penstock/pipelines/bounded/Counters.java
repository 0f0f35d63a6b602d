package io.penstock.pipelines.bounded;

import io.penstock.transforms.metrics.Metric;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;

/** The counters of jobs, finished or running, by namespace and name, summed over steps. */
public final class Counters {
  private final SortedMap<String, SortedMap<String, Long>> byNamespace = new TreeMap<>();

  /** No counters: of a pass that did not run. */
  static Counters none() {
    return new Counters();
  }

  /** The counters of one job. */
  public static Counters of(PipelineResult result) {
    Counters counters = new Counters();
    for (MetricResult<Long> counter :
        result.metrics().queryMetrics(MetricsFilter.builder().build()).getCounters()) {
      String namespace = counter.getName().getNamespace();
      if (namespace.startsWith(Metric.NAMESPACE)) {
        counters
            .byNamespace
            .computeIfAbsent(namespace, name -> new TreeMap<>())
            .merge(counter.getName().getName(), value(counter), Long::sum);
      }
    }
    return counters;
  }

  /** Both together. */
  Counters plus(Counters other) {
    Counters sum = new Counters();
    for (Counters each : List.of(this, other)) {
      each.byNamespace.forEach(
          (namespace, counters) ->
              counters.forEach(
                  (name, value) ->
                      sum.byNamespace
                          .computeIfAbsent(namespace, key -> new TreeMap<>())
                          .merge(name, value, Long::sum)));
    }
    return sum;
  }

  /**
   * The committed value where the engine knows one: the DirectRunner adds up attempts in the
   * background and may still be at it when the job is done. Flink and Spark know attempts alone.
   */
  private static long value(MetricResult<Long> counter) {
    Long committed = counter.getCommittedOrNull();
    return committed != null ? committed : counter.getAttempted();
  }

  /** Counters over all sources. */
  public SortedMap<String, Long> total() {
    return namespace(Metric.NAMESPACE);
  }

  /** Counters per reason of quarantine. */
  public SortedMap<String, Long> quarantined() {
    return namespace(Metric.QUARANTINE_NAMESPACE);
  }

  /** Counters per source. */
  public SortedMap<String, SortedMap<String, Long>> sources() {
    SortedMap<String, SortedMap<String, Long>> sources = new TreeMap<>();
    byNamespace.forEach(
        (namespace, counters) -> {
          if (namespace.startsWith(Metric.SOURCE_NAMESPACE)) {
            sources.put(namespace.substring(Metric.SOURCE_NAMESPACE.length()), counters);
          }
        });
    return sources;
  }

  private SortedMap<String, Long> namespace(String name) {
    return byNamespace.getOrDefault(name, new TreeMap<>());
  }
}
