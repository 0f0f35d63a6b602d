package io.penstock.runners.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.io.object.ObjectRoot;
import io.penstock.io.object.S3Settings;
import io.penstock.io.object.WriteRefusedException;
import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.pipelines.digest.StoreDigests;
import io.penstock.testkit.s3.EmbeddedS3;
import io.penstock.testkit.s3.Fault;
import io.penstock.transforms.metrics.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Raw archive and archive on a real S3 server hold what they hold in a folder. The stores are plain
 * code that every engine shares, so one engine is enough to show it.
 */
public abstract class S3Laws extends EngineLaws {
  private EmbeddedS3 s3;
  private Path settings;

  /** For the runners' test classes. */
  protected S3Laws() {}

  /** Starts the server and writes the file that {@code --s3} names. */
  @BeforeAll
  void startS3(@TempDir Path folder) throws IOException, InterruptedException {
    s3 = EmbeddedS3.start(folder);
    settings = s3.writeConnection(folder);
  }

  /** Stops the server. */
  @AfterAll
  void stopS3() throws IOException {
    s3.close();
  }

  @Test
  void aPlantInS3HasTheDigestsOfAPlantInAFolder() throws Exception {
    Site site = freshSite();

    run(site, plant(), options -> to("folder-or-s3", options));

    StoreDigests digests = digests(site, "folder-or-s3");
    assertThat(digests).isEqualTo(undisturbedDigests());
    assertThat(digests.storesAgree()).isTrue();
    assertThat(site.archive(plan())).as("nothing in the folder").doesNotExist();
  }

  /** Also where uploads fail, and where the second run reads all raw messages back. */
  @Test
  void anySplitIntoRunsOnAFailingServerEqualsOneRun() throws Exception {
    Site site = freshSite();
    for (Plant part : plant().split(2, new Random(20260105))) {
      // More than the probe at the start takes, so that landing and storing have their share.
      for (int times = 0; times < 5; times++) {
        s3.relay().next("PUT", Fault.ERROR_503, Fault.LOST_REPLY, Fault.DONE_BUT_500);
        s3.relay().next("GET", Fault.ERROR_500, Fault.TRUNCATED_REPLY);
      }
      run(site, part, options -> to("split", options));
    }

    assertThat(s3.relay().forget()).isZero();
    assertThat(digests(site, "split")).isEqualTo(undisturbedDigests());
  }

  @Test
  void runningAgainOnS3WritesNothing() throws Exception {
    Site site = freshSite();
    run(site, plant(), options -> to("again", options));

    RunReport again = run(site, plant(), options -> to("again", options));

    assertThat(again.computedCount(Metric.ARCHIVE_OBJECTS_WRITTEN.metricName())).isZero();
    assertThat(digests(site, "again")).isEqualTo(undisturbedDigests());
  }

  @Test
  void aRunRefusesAServerThatIgnoresConditions() throws Exception {
    Site site = freshSite();
    s3.relay().next("PUT", Fault.IGNORED_CONDITIONS, Fault.IGNORED_CONDITIONS);

    assertThatThrownBy(() -> run(site, plant(), options -> to("refused", options)))
        .isInstanceOf(WriteRefusedException.class)
        .hasMessageContaining("ignores conditional writes");
    assertThat(root("refused").open().list("")).isEmpty();
  }

  private void to(String prefix, BoundedOptions options) {
    options.setOut("s3://" + EmbeddedS3.BUCKET + "/" + prefix);
    options.setS3(settings.toString());
  }

  private ObjectRoot root(String prefix) throws IOException {
    return new ObjectRoot("s3://" + EmbeddedS3.BUCKET + "/" + prefix, S3Settings.read(settings));
  }

  private StoreDigests digests(Site site, String prefix) throws Exception {
    return StoreDigests.of(plan(), site.hot(), root(prefix));
  }
}
