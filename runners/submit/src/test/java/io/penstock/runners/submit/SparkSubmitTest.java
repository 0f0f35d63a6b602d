package io.penstock.runners.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.runners.contract.EngineLaws;
import io.penstock.runners.contract.Site;
import io.penstock.testkit.process.Await;
import io.penstock.testkit.process.JvmProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.runners.direct.DirectRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar for {@code spark-submit}, on what Spark itself brings: the stores end as DirectRunner
 * leaves them. The lines that are submitted are the README's.
 */
class SparkSubmitTest extends EngineLaws {
  private static final String RUN = "--hot=/plant/hot.properties";
  private static final String BACKFILL = "--slice=P1D";

  /** They live for seconds, and share the processors. */
  private static final String QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private static SparkCluster cluster;

  @BeforeAll
  static void startCluster(@TempDir Path folder) throws Exception {
    cluster = SparkCluster.start(folder);
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @Override
  protected void configure(BoundedOptions options) {
    options.setRunner(DirectRunner.class);
  }

  @Test
  void aRunAndABackfillInClusterModeStoreWhatDirectRunnerStores() throws Exception {
    Site site = freshSite();
    cluster.awaitFinished(submit(RUN, site, "cluster", Map.of()));
    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());

    loseEverythingButRaw(site);
    cluster.awaitFinished(submit(BACKFILL, site, "cluster", Map.of()));
    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
  }

  @Test
  @Tag("submit-ci")
  void aRunInClientModeStoresWhatDirectRunnerStores() throws Exception {
    Site site = freshSite();

    cluster.awaitSuccess(submit(RUN, site, "client", Map.of()));

    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
  }

  /** The executor dies while some tiles are stored and others are not. */
  @Test
  @Tag("submit-ci")
  void aRunWhoseExecutorIsKilledStoresNothingTwice() throws Exception {
    Site site = freshSite();
    try (StoreGate gate = StoreGate.close(site.hot(), someAsset())) {
      JvmProcess submission = submit(RUN, site, "cluster", Map.of());
      gate.awaitStanding(1);
      List<ProcessHandle> killed = cluster.executors();
      assertThat(killed).isNotEmpty();
      killed.forEach(ProcessHandle::destroyForcibly);
      Await.until(
          "Spark has started others",
          () -> cluster.executors().stream().anyMatch(executor -> !killed.contains(executor)));
      gate.close();
      cluster.awaitFinished(submission);
    }

    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
  }

  @Test
  @Tag("submit-ci")
  void aDriverExportsWhatItsJobHasCountedWhileItRuns() throws Exception {
    Site site = freshSite();
    DriverPage page = DriverPage.atFreePort();
    try (StoreGate gate = StoreGate.close(site.hot(), someAsset())) {
      JvmProcess submission = submit(RUN, site, "client", page.settings());
      gate.awaitStanding(1);
      Await.until("the driver exports counters", () -> page.sum("penstock_readings_received") > 0);
      assertThat(page.sum("penstock_source_readings_received"))
          .isEqualTo(page.sum("penstock_readings_received"));
      gate.close();
      cluster.awaitSuccess(submission);
    }
  }

  /** Two tasks store the same tiles at the same time. */
  @Test
  @Tag("submit-ci")
  void aRunOfWhichSparkComputesPartsTwiceStoresNothingTwice() throws Exception {
    Site site = freshSite();
    try (StoreGate gate = StoreGate.close(site.hot(), someAsset())) {
      JvmProcess submission =
          submit(
              RUN,
              site,
              "cluster",
              Map.of(
                  "spark.cores.max", "4",
                  "spark.speculation", "true",
                  "spark.speculation.interval", "100ms",
                  "spark.speculation.multiplier", "1.01",
                  "spark.speculation.quantile", "0.01",
                  "spark.speculation.minTaskRuntime", "1s"));
      gate.awaitStanding(1);
      // As Spark logs second attempts: Starting task 3.1 in stage 5.0.
      Await.until("Spark computes parts twice", () -> cluster.logged(".1 in stage "));
      gate.close();
      cluster.awaitFinished(submission);
    }

    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
  }

  private JvmProcess submit(String line, Site site, String mode, Map<String, String> settings)
      throws Exception {
    Map<String, String> all = new TreeMap<>();
    all.put("spark.rpc.askTimeout", "300s"); // the machine may be busy with other things
    all.put("spark.network.timeout", "600s");
    all.put("spark.executor.cores", "2");
    all.put("spark.cores.max", "2");
    all.putAll(settings);
    all.put("spark.driver.defaultJavaOptions", QUICK_START);
    all.put("spark.executor.extraJavaOptions", QUICK_START);
    List<String> arguments =
        arguments(site).stream()
            .filter(argument -> line.equals(RUN) || !argument.startsWith("--input="))
            .toList();
    return cluster.submit(
        DocumentedLine.endingWith(line)
            .with(Map.of("--master", cluster.master(), "--deploy-mode", mode), all, arguments));
  }

  private String someAsset() throws Exception {
    return plan().catalogue().series().get(0).asset();
  }

  private void loseEverythingButRaw(Site site) throws Exception {
    try (var connection = DriverManager.getConnection(site.hot().url(), site.hot().user(), "");
        var statement = connection.createStatement()) {
      statement.execute("truncate measurements, features, tile_evidence, archive_objects");
    }
    try (Stream<Path> files = Files.walk(site.archive(plan()))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".parquet")).toList()) {
        Files.delete(file);
      }
    }
  }
}
