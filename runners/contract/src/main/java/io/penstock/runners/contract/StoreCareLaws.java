package io.penstock.runners.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.Lateness;
import io.penstock.core.tile.TableDigest;
import io.penstock.io.hot.HotPruning;
import io.penstock.io.object.ObjectRoot;
import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.RecomputeOption;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.pipelines.digest.StoreDigests;
import io.penstock.pipelines.prune.PruneReport;
import io.penstock.pipelines.prune.Pruning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What keeps stores right over years: audits of what is clean, and removal of what is old. */
public abstract class StoreCareLaws extends EngineLaws {
  private static final Instant FUTURE = Instant.parse("2200-01-01T00:00:00Z");
  private static final long SEED = 20260105;

  /** For the runners' test classes. */
  protected StoreCareLaws() {}

  @Test
  void anAuditOfWhatARunStoredFindsNothing() throws Exception {
    StoreDigests before = undisturbedDigests();

    RunReport audit = run(undisturbed(), plant(), StoreCareLaws::auditEverything);

    assertThat(audit.differences()).isEmpty();
    assertThat(undisturbedDigests()).isEqualTo(before);
    assertThat(rows(audit)).isEqualTo(rows(report())).isPositive();
  }

  /** Evidence says what rows were made of, and not whether they still are what was made. */
  @Test
  void anAuditTellsWhichRowsWereChangedBehindPenstocksBack() throws Exception {
    Site site = freshSite();
    run(site, plant());
    String where =
        HotServer.query(
                site.hot(),
                "with changed as (update measurements set value = value + 1 where ctid ="
                    + " (select min(ctid) from measurements where value is not null)"
                    + " returning asset, date_trunc('minute', time) as period)"
                    + " select asset || ' ' || to_char(period at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
                    + " from changed")
            .get(0);

    RunReport audit = run(site, plant(), StoreCareLaws::auditEverything);

    assertThat(audit.differences())
        .singleElement()
        .asString()
        .startsWith("hot measurements " + where + " has as many rows as raw gives, ");
    assertThat(run(site, plant(), StoreCareLaws::auditAFewPercent).differences().size())
        .isBetween(0, 1);
    HotServer.execute(site.hot(), MARK_ALL);
    assertThat(run(site, plant(), StoreCareLaws::auditEverything).differences()).isEmpty();
  }

  @Test
  void anAuditTellsWhatIsMissingInTheArchive() throws Exception {
    Site site = freshSite();
    run(site, plant());
    Files.delete(someObject(site));

    RunReport audit = run(site, plant(), StoreCareLaws::auditEverything);

    assertThat(audit.differences())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).contains("archive ", " has 0 rows, raw gives "));
  }

  /**
   * Of late readings their asset-periods are marked: that these and their neighbours differ is
   * known.
   */
  @Test
  void anAuditLeavesOutWhatIsMarkedDirty() throws Exception {
    Site site = freshSite();
    run(site, plant(), Lateness.AS_LIVE);
    assertThat(site.digests(plan())).isNotEqualTo(undisturbedDigests());

    assertThat(run(site, plant(), StoreCareLaws::auditEverything).differences()).isEmpty();
  }

  @Test
  void whatIsPrunedIsInTheArchiveAndABackfillBringsItBack() throws Exception {
    Site site = freshSite();
    run(site, plant());

    PruneReport told = prune(site, HotPruning.Mode.TELL);
    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
    PruneReport done = prune(site, HotPruning.Mode.REMOVE);

    assertThat(done.kept()).isEmpty();
    assertThat(done.tiles()).isEqualTo(told.tiles()).isPositive();
    assertThat(done.parts()).isEqualTo(told.parts());
    StoreDigests pruned = site.digests(plan());
    assertThat(pruned.archive()).isEqualTo(undisturbedDigests().archive());
    assertThat(pruned.hot().values()).containsOnly(TableDigest.EMPTY);
    assertThat(run(site, plant(), StoreCareLaws::auditEverything).differences()).isEmpty();
    run(site, plant(), options -> options.setRecompute(RecomputeOption.ALL));
    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
    // What is lost now is no longer taken for pruned.
    HotServer.execute(site.hot(), "truncate measurements, features, tile_evidence");
    assertThat(run(site, plant(), StoreCareLaws::auditEverything).differences()).isNotEmpty();
  }

  @Test
  void whatTheArchiveDoesNotHaveIsNotPruned() throws Exception {
    Site site = freshSite();
    run(site, plant());
    Files.delete(someObject(site));
    HotServer.execute(
        site.hot(),
        "delete from archive_objects where ctid = (select max(ctid) from archive_objects);"
            + " insert into dirty (asset, period_start, reason)"
            + " select asset, date_trunc('minute', tile_start), 'late' from tile_evidence limit 1");

    PruneReport report = prune(site, HotPruning.Mode.REMOVE);

    assertThat(report.kept())
        .containsEntry("no archive object", 1)
        .containsEntry("the archive object is not registered as it is", 1)
        .containsKey("marked dirty");
    assertThat(HotServer.query(site.hot(), "select count(*) from tile_evidence"))
        .doesNotContain("0");
    run(site, plant(), options -> options.setRecompute(RecomputeOption.ALL));
    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
  }

  private static final String MARK_ALL =
      "insert into dirty (asset, period_start, reason)"
          + " select distinct asset, date_trunc('minute', tile_start), 'late' from tile_evidence";

  private PruneReport prune(Site site, HotPruning.Mode mode) throws Exception {
    return Pruning.run(plan(), site.hot(), ObjectRoot.folder(site.out()), FUTURE, mode);
  }

  /** An object in the middle of the plant's time, which has rows. */
  private Path someObject(Site site) throws Exception {
    try (Stream<Path> files = Files.walk(site.archive(plan()).resolve("measurements"))) {
      List<Path> objects =
          files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
      return objects.get(objects.size() / 2);
    }
  }

  private static void auditEverything(BoundedOptions options) {
    options.setRecompute(RecomputeOption.ALL);
    options.setSink(BoundedOptions.Sink.AUDIT);
    options.setAudit(100);
    options.setAuditSeed(SEED);
  }

  private static void auditAFewPercent(BoundedOptions options) {
    auditEverything(options);
    options.setAudit(5);
  }

  private static long rows(RunReport report) {
    return report.computedCount("measurement_rows_computed")
        + report.computedCount("feature_rows_computed");
  }
}
