package io.penstock.runners.spark;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.penstock.core.decode.Reason;
import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan;
import io.penstock.transforms.metrics.Metric;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.source.Source;

/**
 * What the running job has counted, among the metrics of Spark's driver: {@code <counter>}, {@code
 * source_<source>_<counter>} and {@code quarantine_<reason>} of the source {@code penstock}, each
 * from 0. Executors tell the driver with every task that ends, so that far the figures are; they
 * begin anew with every job. Beam is asked at most once a second, however often they are read.
 */
final class DriverMetrics implements Source {
  private static final String COUNTED_PER_SOURCE = "(raw_messages|raw_bytes|readings|byte)_.*";
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final PipelineResult running;
  private final MetricRegistry registry = new MetricRegistry();
  private Map<String, Long> counts = Map.of();
  private long asked = System.nanoTime() - FRESH_NANOS;

  private DriverMetrics(Plan plan, PipelineResult running) {
    this.running = running;
    for (Metric metric : Metric.values()) {
      gauge(metric.metricName(), Metric.NAMESPACE, metric.metricName());
      if (metric.metricName().matches(COUNTED_PER_SOURCE)) {
        for (SourcePlan source : plan.sources()) {
          gauge(
              "source_" + source.name() + '_' + metric.metricName(),
              Metric.SOURCE_NAMESPACE + source.name(),
              metric.metricName());
        }
      }
    }
    for (Reason reason : Reason.values()) {
      gauge("quarantine_" + reason.code(), Metric.QUARANTINE_NAMESPACE, reason.code());
    }
  }

  /** Adds a job's counters to the metrics of the driver that runs it, unless it is over already. */
  static void export(Plan plan, PipelineResult running) {
    Optional.ofNullable(SparkEnv.get())
        .ifPresent(env -> env.metricsSystem().registerSource(new DriverMetrics(plan, running)));
  }

  private void gauge(String name, String namespace, String counter) {
    Gauge<Long> gauge = () -> counts().getOrDefault(key(namespace, counter), 0L);
    registry.register(name, gauge);
  }

  private synchronized Map<String, Long> counts() {
    long now = System.nanoTime();
    if (now - asked >= FRESH_NANOS) {
      asked = now;
      Map<String, Long> sums = new HashMap<>();
      for (MetricResult<Long> counter :
          running.metrics().queryMetrics(MetricsFilter.builder().build()).getCounters()) {
        sums.merge(
            key(counter.getName().getNamespace(), counter.getName().getName()),
            counter.getAttempted(),
            Long::sum);
      }
      counts = sums;
    }
    return counts;
  }

  private static String key(String namespace, String counter) {
    return namespace + ' ' + counter;
  }

  @Override
  public String sourceName() {
    return "penstock";
  }

  @Override
  public MetricRegistry metricRegistry() {
    return registry;
  }
}
