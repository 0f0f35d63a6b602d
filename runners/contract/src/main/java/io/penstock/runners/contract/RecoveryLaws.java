package io.penstock.runners.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.decode.Lateness;
import io.penstock.core.decode.Reason;
import io.penstock.io.hot.DirtyMark;
import io.penstock.io.hot.DirtyMarks;
import io.penstock.io.hot.DirtyReason;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.quarantine.QuarantineFilter.Status;
import io.penstock.io.quarantine.QuarantineStore;
import io.penstock.pipelines.bounded.QuarantineReplay;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.transforms.metrics.Metric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The laws of coming back: whatever stopped a run, and whatever was set aside, the stores end as if
 * it had never happened.
 */
public abstract class RecoveryLaws extends EngineLaws {
  /** For the runners' test classes. */
  protected RecoveryLaws() {}

  /** The run dies while it stores: some tiles are in, others are not. */
  @Test
  void aRunThatDiedWhileStoringIsMadeGoodByTheNext() throws Exception {
    Site site = freshSite();
    Path foreign = site.archive(plan()).resolve(someObject());
    Files.createDirectories(foreign.resolveSibling(""));
    Files.writeString(foreign, "not an object of the archive");

    assertThatThrownBy(() -> run(site, plant()))
        .hasStackTraceContaining("UnreadableObjectException");
    Files.delete(foreign);
    run(site, plant());

    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
  }

  /** The run dies while it lands: what cannot be quarantined must block, never drop. */
  @Test
  void aRunThatCouldNotQuarantineIsMadeGoodByTheNext() throws Exception {
    Site site = freshSite();
    HotServer.execute(site.hot(), "alter table quarantine rename to elsewhere");

    assertThatThrownBy(() -> run(site, plant())).hasStackTraceContaining("quarantine");
    HotServer.execute(site.hot(), "alter table elsewhere rename to quarantine");
    RunReport next = run(site, plant());

    assertThat(next.incomplete()).isEmpty();
    assertThat(next.quarantined()).isEqualTo(report().quarantined());
    assertThat(openEntries(site)).isEqualTo(openEntries(undisturbed()));
    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
  }

  /** Adding series needs no new epoch; their readings come back from quarantine. */
  @Test
  void replayedReadingsEndAsIfTheyHadNeverFailed() throws Exception {
    Site site = freshSite();
    Plant lacking =
        plant()
            .with(
                freshFolder(),
                UnaryOperator.identity(),
                CatalogueRows::withoutOneSeriesOfEachSource);
    RunReport failed = run(site, lacking);
    assertThat(failed.quarantined().getOrDefault(Reason.UNKNOWN_SERIES.code(), 0L))
        .isGreaterThan(
            report().quarantined().getOrDefault(Reason.UNKNOWN_SERIES.code(), 0L) + 1000);

    try (HotDatabase database = HotDatabase.open(site.hot())) {
      QuarantineStore store = new QuarantineStore(database.dataSource());
      QuarantineReplay replay = QuarantineReplay.of(plan(), site.out(), store);
      run(site, plant(), options -> options.setRecompute(replay.spans().text()));
      replay.settle(store);
    }

    assertThat(openEntries(site)).isEqualTo(openEntries(undisturbed()));
    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
  }

  /** A run without the late readings marks what it leaves out; one with all of them settles it. */
  @Test
  void aCompleteRunThatFindsNothingToDoClearsTheMarks() throws Exception {
    Site site = freshSite();
    run(site, plant());
    run(site, plant(), Lateness.AS_LIVE);
    assertThat(marks(site))
        .extracting(DirtyMark::reason)
        .contains(DirtyReason.LATE.code(), DirtyReason.INCOMPLETE.code());

    RunReport complete = run(site, plant());

    assertThat(complete.computedCount(Metric.HOT_ROWS_WRITTEN.metricName())).isZero();
    assertThat(marks(site)).isEmpty();
    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
  }

  private static List<DirtyMark> marks(Site site) throws SQLException {
    try (HotDatabase database = HotDatabase.open(site.hot())) {
      return new DirtyMarks(database).list(Integer.MAX_VALUE);
    }
  }

  private static SortedMap<String, Long> openEntries(Site site) throws SQLException {
    try (HotDatabase database = HotDatabase.open(site.hot())) {
      return new QuarantineStore(database.dataSource()).countByReason(Status.OPEN);
    }
  }

  /** The path in the archive of an object that is neither the first nor the last. */
  private Path someObject() throws Exception {
    Path archive = undisturbed().archive(plan());
    try (Stream<Path> files = Files.walk(archive)) {
      Path[] objects =
          files.filter(file -> file.toString().endsWith(".parquet")).sorted().toArray(Path[]::new);
      return archive.relativize(objects[objects.length / 2]);
    }
  }
}
