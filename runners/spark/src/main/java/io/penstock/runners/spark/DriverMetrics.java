package io.penstock.runners.spark;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.penstock.core.decode.Reason;
import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan;
import io.penstock.pipelines.bounded.Counters;
import io.penstock.transforms.metrics.Metric;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.beam.sdk.PipelineResult;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.source.Source;
import org.jspecify.annotations.Nullable;

/**
 * What the running job has counted, among the metrics of Spark's driver: {@code <counter>}, {@code
 * source_<source>_<counter>} and {@code quarantine_<reason>} of the source {@code penstock}, each
 * from 0. Executors tell the driver with every task that ends, so that far the figures are; they
 * begin anew with every job. Beam is asked at most once a second, however often they are read.
 */
final class DriverMetrics implements Source {
  private static final String COUNTED_PER_SOURCE = "(raw_messages|raw_bytes|readings|byte)_.*";
  private static final SortedMap<String, Long> NONE = Collections.emptySortedMap();
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final PipelineResult running;
  private final MetricRegistry registry = new MetricRegistry();
  private Counters counters;
  private long asked = System.nanoTime();

  private DriverMetrics(Plan plan, PipelineResult running) {
    this.running = running;
    this.counters = Counters.of(running);
    for (Metric metric : Metric.values()) {
      String name = metric.metricName();
      gauge(name, () -> counters().total().get(name));
      if (name.matches(COUNTED_PER_SOURCE)) {
        for (SourcePlan source : plan.sources()) {
          gauge(
              "source_" + source.name() + '_' + name,
              () -> counters().sources().getOrDefault(source.name(), NONE).get(name));
        }
      }
    }
    for (Reason reason : Reason.values()) {
      gauge("quarantine_" + reason.code(), () -> counters().quarantined().get(reason.code()));
    }
  }

  /** Adds a job's counters to the metrics of the driver that runs it, unless it is over already. */
  static void export(Plan plan, PipelineResult running) {
    Optional.ofNullable(SparkEnv.get())
        .ifPresent(env -> env.metricsSystem().registerSource(new DriverMetrics(plan, running)));
  }

  /** What was not counted yet is 0. */
  private void gauge(String name, Supplier<@Nullable Long> count) {
    Gauge<Long> gauge = () -> Optional.ofNullable(count.get()).orElse(0L);
    registry.register(name, gauge);
  }

  private synchronized Counters counters() {
    long now = System.nanoTime();
    if (now - asked >= FRESH_NANOS) {
      asked = now;
      counters = Counters.of(running);
    }
    return counters;
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
