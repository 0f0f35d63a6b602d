package io.penstock.runners.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.testkit.manifests.Query;
import io.penstock.testkit.manifests.Series;
import io.penstock.testkit.process.Await;
import io.penstock.testkit.s3.EmbeddedS3;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stream as an operator runs it on Kubernetes: the JobManager runs {@code main}, parallelism
 * and checkpoints are the cluster's settings, {@code --from} says the same at every start, and what
 * to restore is a setting that the operator adds. Settings and arguments are those of the rendered
 * manifest, raw archive and archive are on a real S3 server under the bucket and the prefix that it
 * names; it exports what docs/metrics.md says, and answers what alerts and dashboards ask.
 *
 * <p>Others are plan and times, which here are seconds, addresses, and where Flink keeps its
 * checkpoints: in a folder, since the image's S3 plugin (flink-s3-fs-presto 1.19.3) is no artifact
 * that Maven resolves.
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
    FlinkManifest manifest = FlinkManifest.read();
    URI out = URI.create(manifest.argument("--out"));
    try (KafkaProcess kafka = KafkaProcess.start(folder.resolve("kafka"), logs);
        PostgresProcess postgres = PostgresProcess.start(folder.resolve("postgres"));
        EmbeddedS3 s3 = EmbeddedS3.start(folder.resolve("s3"), List.of(out.getHost()));
        flink) {
      LiveSite site =
          LiveSite.create(
              new Servers(kafka, postgres, flink, logs),
              folder,
              "application",
              // The server's objects are files, and are looked at as such.
              s3.bucket(out.getHost()).resolve(out.getPath().substring(1)));
      Path credentials =
          Files.writeString(
              folder.resolve("credentials"),
              "[default]\naws_access_key_id=any\naws_secret_access_key=any-secret\n");
      Files.writeString(
          s3File(site),
          manifest.s3(s3.endpoint().toString())
              + "\nprofile=default\ncredentialsFile="
              + credentials
              + "\n");
      Path checkpoints = Files.createDirectories(folder.resolve("checkpoints"));
      try (MessyFeed feed =
          MessyFeed.start(kafka.bootstrapServers(), site.topic(), site.ledger(), seed)) {
        start(manifest, site, checkpoints, Map.of());
        String first = awaitCheckpoint(site, feed);
        assertThatItExportsWhatTheDocumentSays(flink);
        flink.killAll();

        String newest = new Checkpoints(checkpoints.resolve(first)).newest();
        start(manifest, site, checkpoints, Map.of("execution.savepoint.path", newest));
        awaitCheckpoint(site, feed);
        flink.killAll();

        start(manifest, site, checkpoints, Map.of());
        awaitCheckpoint(site, feed);
        assertThat(flink.jobManager().line("the stream was started before, it resumes"))
            .isPresent();
        feed.awaitMore(LEAST_RECORDS);
        long sent = feed.stop();
        new Verification(site).verify(sent).figures().forEach(System.out::println);
      }
    }
  }

  private static Path s3File(LiveSite site) {
    return site.folder().resolve("s3.properties");
  }

  private static void start(
      FlinkManifest manifest, LiveSite site, Path checkpoints, Map<String, String> restored)
      throws Exception {
    Map<String, String> settings = new TreeMap<>(manifest.settings());
    settings.putAll(restored);
    settings.put("parallelism.default", Integer.toString(Servers.PARTITIONS));
    settings.put("state.checkpoints.dir", checkpoints.toUri().toString());
    settings.put("execution.checkpointing.interval", "2s");
    settings.put("execution.checkpointing.min-pause", "1s");
    site.servers()
        .flink()
        .startApplication(
            settings,
            manifest.program(
                Map.of(
                    "--plan", site.planFile().toString(),
                    "--s3", s3File(site).toString(),
                    "--hot", site.hotFile().toString(),
                    "--checkpointingInterval", "2000",
                    "--stateBackendStoragePath", checkpoints.toUri().toString(),
                    "--from", "earliest")));
    site.servers().flink().ensureTaskManagers(1);
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

  /** Waits until some more records were sent, and a checkpoint has been made since; the job. */
  private static String awaitCheckpoint(LiveSite site, MessyFeed feed) throws Exception {
    FlinkRest rest = site.servers().flink().rest();
    feed.awaitMore(LEAST_RECORDS);
    long now = System.currentTimeMillis();
    Await.until(
        "the stream makes checkpoints",
        () -> {
          site.servers().flink().jobManager().requireAlive();
          List<String> jobs = rest.jobs();
          return jobs.size() == 1
              && rest.state(jobs.get(0)).equals("RUNNING")
              && rest.newestCheckpointMillis(jobs.get(0)) > now;
        });
    return rest.jobs().get(0);
  }
}
