package io.penstock.runners.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.testkit.manifests.Query;
import io.penstock.testkit.manifests.Series;
import io.penstock.testkit.process.Await;
import io.penstock.testkit.s3.EmbeddedS3;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stream as an operator runs it on Kubernetes: the JobManager runs {@code main}, parallelism
 * and checkpoints are the cluster's settings, {@code --from} says the same at every start, and what
 * to restore is a setting that the operator adds. Settings, arguments, flags and variables are
 * those of the rendered manifest; raw archive, archive and checkpoints are on a real S3 server
 * under the buckets and prefixes that it names, the checkpoints through the plugin that the image
 * has; it exports what docs/metrics.md says, and answers what alerts and dashboards ask.
 *
 * <p>Others are plan and times, which here are seconds, and addresses.
 */
@Tag("faults-ci")
class ApplicationModeTest {
  private static final int LEAST_RECORDS = 400;

  @Test
  void aStreamThatTheJobManagerRunsGoesOnFromACheckpointAndResumesWithoutOne(@TempDir Path folder)
      throws Exception {
    long seed = System.nanoTime();
    System.out.println("application mode seed " + seed);
    Path logs = folder.resolve("logs");
    FlinkCluster flink = FlinkCluster.prepare(folder.resolve("flink"), logs, Servers.PARTITIONS);
    FlinkManifest manifest = FlinkManifest.read("dev");
    URI out = URI.create(manifest.argument("--out"));
    URI state = URI.create(manifest.argument("--stateBackendStoragePath"));
    try (KafkaProcess kafka = KafkaProcess.start(folder.resolve("kafka"), logs);
        PostgresProcess postgres = PostgresProcess.start(folder.resolve("postgres"));
        EmbeddedS3 s3 =
            EmbeddedS3.start(folder.resolve("s3"), List.of(out.getHost(), state.getHost()));
        flink) {
      LiveSite site =
          LiveSite.create(
              new Servers(kafka, postgres, flink, logs), folder, "application", s3.files(out));
      FlinkPod pod =
          new FlinkPod(
              manifest,
              folder.resolve("pod"),
              Map.of("http://minio:9000", s3.endpoint().toString()));
      pod.layOut(Map.of("penstock-s3/credentials", EmbeddedS3.anyCredentials()));
      Application stream = application(pod, site);
      try (MessyFeed feed = MessyFeed.start(site, seed)) {
        start(flink, stream);
        feed.awaitMore(LEAST_RECORDS);
        String first = site.awaitCheckpoint();
        assertThatItExportsWhatTheDocumentSays(flink);
        assertThat(flink.processes())
            .allSatisfy(process -> assertThat(process.line("-Djdk.serialFilter=")).isPresent());
        flink.killAll();

        Checkpoints left = new Checkpoints(s3.files(state).resolve(first), state + "/" + first);
        start(flink, stream.with("execution.savepoint.path", left.newest()));
        feed.awaitMore(LEAST_RECORDS);
        site.awaitCheckpoint();
        flink.killAll();

        start(flink, stream);
        feed.awaitMore(LEAST_RECORDS);
        site.awaitCheckpoint();
        assertThat(flink.jobManager().line("the stream was started before, it resumes"))
            .isPresent();
        feed.awaitMore(LEAST_RECORDS);
        long sent = feed.stop();
        new Verification(site).verify(sent).figures().forEach(System.out::println);
      }
    }
  }

  private static Application application(FlinkPod pod, LiveSite site) {
    return pod.application(
        Map.of(), Map.of("--plan", site.planFile().toString(), "--hot", site.hotFile().toString()));
  }

  private static void start(FlinkCluster flink, Application stream) throws Exception {
    flink.startApplication(stream);
    flink.ensureTaskManagers(1);
  }

  /** Of the counters those that this feed brings on, and all that somebody asks for. */
  private static void assertThatItExportsWhatTheDocumentSays(FlinkCluster flink) throws Exception {
    Await.until(
        "metrics are exported", () -> scraped(flink).contains("penstock_hot_delay_ms_bucket"));
    SortedSet<String> exported = scraped(flink);
    assertThat(exported).containsAll(ScrapedMetrics.documentedOfFlink());
    assertThat(exported)
        .contains(
            "penstock_readings_received",
            "penstock_source_readings_received",
            "penstock_readings_quarantined",
            "penstock_quarantine",
            "penstock_hot_rows_written");
    assertThat(exported.stream().filter(name -> name.matches("penstock_(?!source_).*")))
        .allMatch(isDocumented());
    assertThatItAnswersAlertsAndDashboards(flink);
  }

  /** Periods are sealed some seconds after their end, and then all counters are there. */
  private static void assertThatItAnswersAlertsAndDashboards(FlinkCluster flink) throws Exception {
    Await.until(
        "objects of the archive are written",
        () -> scraped(flink).contains("penstock_archive_objects_written"));
    List<Series> series = ScrapedMetrics.at(flink.metricsPorts());
    SortedSet<String> asked = ScrapedMetrics.askedOfTheStream();
    List<Query> queries = Query.ofAlertsAndDashboards();
    assertThat(queries).allSatisfy(query -> assertThat(query.unanswered(series, asked)).isEmpty());
  }

  private static SortedSet<String> scraped(FlinkCluster flink) throws Exception {
    return ScrapedMetrics.names(ScrapedMetrics.at(flink.metricsPorts()));
  }

  private static Predicate<String> isDocumented() throws IOException {
    SortedSet<String> counters = ScrapedMetrics.documentedCounters();
    return name ->
        List.of("penstock_quarantine", "penstock_hot_delay_ms_bucket").contains(name)
            || counters.contains(name.substring("penstock_".length()));
  }
}
