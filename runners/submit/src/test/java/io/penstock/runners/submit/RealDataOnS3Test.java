package io.penstock.runners.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.SharedData;
import io.penstock.core.plan.Plan;
import io.penstock.io.object.ObjectRoot;
import io.penstock.io.object.S3Settings;
import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.BoundedRun;
import io.penstock.pipelines.digest.StoreDigests;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.runners.contract.Site;
import io.penstock.testkit.s3.EmbeddedS3;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Telemetry of real plants: files are landed on a real S3 server and backfilled from there, slice
 * by slice, by Spark's own processes, and both stores end as one run of DirectRunner in a folder
 * leaves them.
 */
class RealDataOnS3Test {
  private static Path folder;
  private static SparkCluster cluster;
  private static EmbeddedS3 s3;
  private static Path settings;

  @BeforeAll
  static void start(@TempDir Path temporary) throws Exception {
    SharedData.path("");
    folder = temporary;
    cluster = SparkCluster.start(Files.createDirectories(folder.resolve("spark")));
    s3 = EmbeddedS3.start(Files.createDirectories(folder.resolve("s3")));
    settings = s3.writeConnection(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    if (s3 != null) {
      s3.close();
      cluster.close();
    }
  }

  @Tag("submit-ci")
  @Test
  void aBackfillOnS3EndsAsADirectRunInAFolder() throws Exception {
    through("uci_air_quality");
  }

  @Tag("submit-long")
  @ParameterizedTest
  @ValueSource(strings = {"nist_machine_tools", "uci_occupancy", "uci_steel_energy"})
  void soDoLargerData(String dataSet) throws Exception {
    through(dataSet);
  }

  private static void through(String dataSet) throws Exception {
    Path planFile = planFile(dataSet);
    Plan plan = PlanReader.create().read(planFile);
    List<String> inputs = SharedData.inputs(plan);
    Site inFolder = Site.fresh(folder);
    directly(planFile, inFolder, inputs);

    Site onS3 = Site.fresh(folder);
    String out = "s3://" + EmbeddedS3.BUCKET + "/" + dataSet;
    cluster.awaitFinished(
        cluster.submit(
            DocumentedLine.endingWith("--slice=P1D")
                .with(
                    Map.of("--master", cluster.master()),
                    Map.of("spark.executor.cores", "2", "spark.cores.max", "2"),
                    List.of(
                        "--plan=" + planFile,
                        "--input=" + String.join(",", inputs),
                        "--from=FILES",
                        "--out=" + out,
                        "--s3=" + settings,
                        "--hot=" + onS3.connectionFile(),
                        "--recompute=2000-01-01T00:00:00Z/2030-01-01T00:00:00Z",
                        "--slice=P100D"))));

    StoreDigests digests =
        StoreDigests.of(plan, onS3.hot(), new ObjectRoot(out, S3Settings.read(settings)));
    System.out.printf("%s: %s%n", dataSet, digests);
    assertThat(digests).isEqualTo(inFolder.digests(plan));
    assertThat(digests.storesAgree()).isTrue();
    assertThat(onS3.archive(plan)).as("nothing in the folder").doesNotExist();
  }

  private static void directly(Path planFile, Site site, List<String> inputs) throws Exception {
    BoundedOptions options = PipelineOptionsFactory.create().as(BoundedOptions.class);
    options.setRunner(DirectRunner.class);
    options.setPlan(planFile.toString());
    options.setOut(site.out().toString());
    options.setHot(site.connectionFile().toString());
    options.setInput(inputs);
    BoundedRun.run(options);
  }

  private static Path planFile(String dataSet) {
    return Path.of(Objects.requireNonNull(System.getProperty("penstock.root")))
        .resolve("testdata/plans/real/" + dataSet + "/plan.yaml");
  }
}
