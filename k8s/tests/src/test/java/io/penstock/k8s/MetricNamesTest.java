package io.penstock.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.Reason;
import io.penstock.k8s.policy.MetricCatalogue;
import io.penstock.testkit.manifests.Kustomize;
import io.penstock.testkit.manifests.ScrapedEndpoint;
import io.penstock.transforms.metrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The names under which counters arrive in Prometheus. Flink's reporter joins scope, namespace and
 * name of a Beam counter and replaces what Prometheus does not allow by underscores; the pod
 * monitor makes short names and labels of that.
 */
class MetricNamesTest {
  private static final String OPERATOR = "flink_taskmanager_job_task_operator_";
  private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE);
  private static final Path DOC = Kustomize.folder().resolve("../docs/metrics.md").normalize();

  @Test
  void theDocumentListsThePipelinesCountersInTheOrderOfTheCode() throws IOException {
    String pipelines = Files.readString(DOC).split("\n## ", -1)[1];

    assertThat(ROW.matcher(pipelines).results().map(row -> row.group(1)))
        .containsExactlyElementsOf(Arrays.stream(Metric.values()).map(Metric::metricName).toList());
  }

  @Test
  void everyCounterArrivesUnderTheNameThatTheDocumentGivesIt() throws IOException {
    MetricCatalogue catalogue = MetricCatalogue.read(DOC);
    for (Metric metric : Metric.values()) {
      String name = "penstock_" + metric.metricName().replaceFirst("_le_.*", "_bucket");
      assertThat(relabelled(raw(Metric.NAMESPACE, metric.metricName())))
          .containsEntry("__name__", name);
      assertThat(catalogue.names()).contains(name);
    }
  }

  /** Then histogram_quantile reads them; it takes inf in any case of letters. */
  @Test
  void bucketsBecomeOneMetricByTheirBounds() throws IOException {
    assertThat(relabelled(raw(Metric.NAMESPACE, Metric.HOT_DELAY_MS_LE_4000.metricName())))
        .containsEntry("le", "4000");
    assertThat(relabelled(raw(Metric.NAMESPACE, Metric.HOT_DELAY_MS_LE_INF.metricName())))
        .containsEntry("le", "inf");
    assertThat(relabelled(raw(Metric.NAMESPACE, Metric.HOT_DELAY_MS_SUM.metricName())))
        .containsEntry("__name__", "penstock_hot_delay_ms_sum")
        .doesNotContainKey("le");
  }

  @Test
  void countersOfASourceGetItsNameAsALabelWhateverItIs() throws IOException {
    for (String source : new String[] {"gateway", "a_b", "readings_1", "penstock_source", "raw"}) {
      for (Metric metric : new Metric[] {Metric.READINGS_RECEIVED, Metric.RAW_BYTES_RECEIVED}) {
        assertThat(relabelled(raw(Metric.SOURCE_NAMESPACE + source, metric.metricName())))
            .containsEntry("__name__", "penstock_source_" + metric.metricName())
            .containsEntry("source", source);
      }
    }
  }

  @Test
  void reasonsOfQuarantineBecomeALabel() throws IOException {
    for (Reason reason : Reason.values()) {
      assertThat(relabelled(raw(Metric.QUARANTINE_NAMESPACE, reason.code())))
          .containsEntry("__name__", "penstock_quarantine")
          .containsEntry("reason", reason.code());
    }
  }

  @Test
  void whatSparksDriverExportsArrivesUnderTheSameNames() throws IOException {
    String driver = "metrics_penstock_driver_penstock_";

    assertThat(relabelledOfSpark(driver + "readings_received_Value"))
        .containsExactly(Map.entry("__name__", "penstock_readings_received"));
    assertThat(relabelledOfSpark(driver + "source_readings_1_raw_bytes_received_Value"))
        .containsEntry("__name__", "penstock_source_raw_bytes_received")
        .containsEntry("source", "readings_1");
    assertThat(relabelledOfSpark(driver + "quarantine_too_large_Value"))
        .containsEntry("__name__", "penstock_quarantine")
        .containsEntry("reason", "too_large");
    assertThat(relabelledOfSpark(driver + "readings_received_Number")).isEmpty();
  }

  @Test
  void beamsDropsArriveUnderOneName() throws IOException {
    assertThat(
            relabelled(
                raw(
                    "org.apache.beam.runners.core.LateDataDroppingDoFnRunner",
                    "droppedDueToLateness")))
        .containsEntry("__name__", "penstock_dropped_due_to_lateness");
  }

  private static String raw(String namespace, String name) {
    return OPERATOR + (namespace + "." + name).replaceAll("[^a-zA-Z0-9_:]", "_");
  }

  private static Map<String, String> relabelled(String name) throws IOException {
    return relabelled(name, "base/flink/podmonitor.yaml");
  }

  private static Map<String, String> relabelledOfSpark(String name) throws IOException {
    return relabelled(name, "base/spark/podmonitor.yaml");
  }

  private static Map<String, String> relabelled(String name, String monitor) throws IOException {
    return ScrapedEndpoint.of(Kustomize.base(monitor).json())
        .get(0)
        .relabelled(Map.of("__name__", name));
  }
}
