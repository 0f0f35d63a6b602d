package io.penstock.runners.flink.gate;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Keeps every counter that a job ever had: what the cluster tells of a job forgets the tasks that
 * were killed.
 */
public final class CountingReporter implements MetricReporter {
  private static final String JOB = "<job_name>";
  private static final String OPERATOR = "<operator_name>";
  private static final String WATERMARK = "currentInputWatermark";
  private static final Map<Counter, Name> COUNTERS = new ConcurrentHashMap<>();

  /** Of the tasks that are there. */
  private static final Map<Gauge<?>, Name> WATERMARKS = new ConcurrentHashMap<>();

  private record Name(String job, String metric) {}

  /**
   * The sum of a counter over all tasks that jobs of a name had.
   *
   * @param metric the last parts of its name
   */
  public static long sum(String job, String metric) {
    return COUNTERS.entrySet().stream()
        .filter(entry -> entry.getValue().job.equals(job))
        .filter(entry -> ('.' + entry.getValue().metric).endsWith('.' + metric))
        .mapToLong(entry -> entry.getKey().getCount())
        .sum();
  }

  /** Whether a watermark has come to every task of an operator, and there is one. */
  static boolean hasCome(long watermark, String job, String operator) {
    List<Long> watermarks =
        WATERMARKS.entrySet().stream()
            .filter(entry -> entry.getValue().job.equals(job))
            .filter(entry -> entry.getValue().metric.contains(operator))
            .map(entry -> (Long) entry.getKey().getValue())
            .toList();
    return !watermarks.isEmpty() && watermarks.stream().allMatch(come -> come >= watermark);
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    Map<String, String> variables = group.getAllVariables();
    String job = variables.getOrDefault(JOB, "");
    String operator = variables.get(OPERATOR);
    if (metric instanceof Counter counter) {
      COUNTERS.put(counter, new Name(job, name));
    } else if (metric instanceof Gauge<?> gauge && operator != null && name.equals(WATERMARK)) {
      WATERMARKS.put(gauge, new Name(job, operator));
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Gauge<?> gauge) {
      WATERMARKS.remove(gauge);
    }
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  /** Found by Flink as a service. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new CountingReporter();
    }
  }
}
