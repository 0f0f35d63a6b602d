package io.penstock.runners.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.Lateness;
import io.penstock.core.plan.Plan;
import io.penstock.io.object.ObjectRoot;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.pipelines.stores.PlanRegistration;
import io.penstock.pipelines.stores.Stores;
import io.penstock.runners.contract.Site;
import io.penstock.runners.flink.gate.CountingReporter;
import io.penstock.runners.flink.gate.GateTrial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves the gate; see below. */
class FlinkGateTest {
  private static Path folder;
  private static LocalCluster cluster;

  @BeforeAll
  static void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    Configuration metrics = new Configuration();
    metrics.setString(
        "metrics.reporter.gate.factory.class", CountingReporter.Factory.class.getName());
    cluster = LocalCluster.start(3, metrics);
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @Test
  void undisturbed() throws Exception {
    long seed = new Random().nextInt(1_000_000);
    Path root = Path.of(Objects.requireNonNull(System.getProperty("penstock.root")));
    Plan plan = PlanReader.create().read(root.resolve("testdata/live/gate.yaml"));
    Site site = Site.fresh(folder);
    Stores stores =
        new Stores(ObjectRoot.folder(site.out().resolve("gate")), site.hot(), plan.archive());
    PlanRegistration.register(plan, stores);
    GateTrial trial = GateTrial.of("undisturbed", plan, seed);
    FlinkPipelineOptions flink = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    flink.setFlinkMaster(cluster.address());
    flink.setParallelism(3);
    flink.setCheckpointingInterval(500L);
    LiveFlags.setDefaults(flink, 3, site.out().resolve("state"));
    flink.setAutoWatermarkInterval(20L);
    flink.setFilesToStage(List.of());
    long began = System.nanoTime();
    try (FlinkJob job = FlinkJob.submit(trial.pipeline(flink, stores, Lateness.AS_LIVE), flink)) {
      trial.log().awaitRead();
      System.out.println("started " + (System.nanoTime() - began) / 1_000_000);
      trial.log().playTo(Long.MAX_VALUE);
      System.out.println("played " + (System.nanoTime() - began) / 1_000_000);
      Await.until("the last is sealed", Duration.ofSeconds(30), trial::isOver);
      System.out.println("over " + (System.nanoTime() - began) / 1_000_000);
      System.out.println(
          trial.expected()
              + " "
              + trial.dropped()
              + " dropped, "
              + trial.countedLate()
              + " "
              + trial.archivePanes());
      job.cancel();
    }
    assertThat(trial.violations()).isEmpty();
    assertThat(trial.dropped()).isZero();
    assertThat(trial.isSealedOnce()).isTrue();
  }
}
