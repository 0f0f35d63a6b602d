package io.penstock.runners.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.decode.Lateness;
import io.penstock.io.hot.PlanRefused;
import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.RecomputeOption;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.pipelines.digest.StoreDigests;
import io.penstock.transforms.metrics.Metric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * However a backfill is disturbed, and whatever else writes the same stores, they end with the most
 * complete answer of the newest epoch. The plan's periods are minutes.
 */
public abstract class ConvergenceLaws extends EngineLaws {
  private static final String EVERYTHING =
      RecomputeOption.range(
          Instant.parse("1970-01-01T00:00:00Z"), Instant.parse("2200-01-01T00:00:00Z"));
  private static final String SLICES =
      "select slice_start || ' ' || finished from backfill_slices order by 1";

  /** For the runners' test classes. */
  protected ConvergenceLaws() {}

  @Test
  void aBackfillThatDiedGoesOnWithTheSlicesThatItHasNotDone() throws Exception {
    Site site = freshSite();
    run(site, plant());
    StoreLoss.everythingButRaw(site, plan());
    Path foreign = site.archive(plan()).resolve(someObject());
    Files.writeString(foreign, "not an object of the archive");

    assertThatThrownBy(() -> run(site, plant(), ConvergenceLaws::backfill))
        .hasStackTraceContaining("UnreadableObjectException");
    List<String> done = HotServer.query(site.hot(), SLICES);
    Files.delete(foreign);
    run(site, plant(), ConvergenceLaws::backfill);

    List<String> all = HotServer.query(site.hot(), SLICES);
    assertThat(done).isNotEmpty().hasSizeLessThan(all.size());
    assertThat(all).containsAll(done);
    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
  }

  /** Queries of the hot tables are one snapshot; an object is whole, and never goes back. */
  @Test
  void aReaderNeverSeesARowTwiceOrAPartOrAStepBack() throws Exception {
    Site site = freshSite();
    run(site, plant(), Lateness.AS_LIVE);
    Plant recalibrated = recalibrated();

    try (PollingReader reader = PollingReader.start(site, plan(), 3)) {
      run(site, plant(), ConvergenceLaws::backfill);
      run(site, recalibrated, ConvergenceLaws::backfill);
      reader.awaitPolls();
      assertThat(reader.stop()).isEmpty();
    }

    assertThat(site.digests(plan()).storesAgree()).isTrue();
  }

  @Test
  void aBackfillOfAnOlderEpochChangesNothing() throws Exception {
    Site site = freshSite();
    run(site, plant());
    run(site, recalibrated(), ConvergenceLaws::backfill);
    StoreDigests newer = site.digests(plan());
    assertThat(newer).isNotEqualTo(undisturbedDigests());

    assertThatThrownBy(() -> run(site, plant(), ConvergenceLaws::backfill))
        .isInstanceOf(PlanRefused.class);
    // One that was started before the new epoch, and goes on beside it.
    HotServer.execute(site.hot(), "delete from plan_parts; update plans set epoch = 1");
    RunReport zombie = run(site, plant(), ConvergenceLaws::backfill);

    assertThat(zombie.computedCount(Metric.HOT_TILES_IGNORED.metricName())).isPositive();
    assertThat(zombie.computedCount(Metric.HOT_ROWS_WRITTEN.metricName())).isZero();
    assertThat(zombie.computedCount(Metric.ARCHIVE_OBJECTS_WRITTEN.metricName())).isZero();
    assertThat(site.digests(plan())).isEqualTo(newer);
  }

  @Test
  void theRowsAndObjectsOfARenamedAssetGo() throws Exception {
    Site site = freshSite();
    run(site, plant());
    String asset = HotServer.query(site.hot(), "select min(asset) from measurements").get(0);
    Plant renamed =
        plant()
            .with(
                freshFolder(),
                ConvergenceLaws::ofNewEpoch,
                catalogue -> catalogue.replace("," + asset + ",", "," + asset + "-renamed,"));
    Site ofNewEpochAlone = freshSite();
    run(ofNewEpochAlone, renamed);
    List<String> rows =
        HotServer.query(
            site.hot(), "select count(*) from measurements where asset = '" + asset + "'");

    run(site, renamed, ConvergenceLaws::backfill);

    assertThat(
            HotServer.query(
                site.hot(),
                "select sum(rows_removed)::bigint from epoch_changes"
                    + " where dataset = 'measurements' and asset = '"
                    + asset
                    + "'"))
        .isEqualTo(rows);

    assertThat(HotServer.query(site.hot(), "select distinct asset from tile_evidence"))
        .contains(asset + "-renamed")
        .doesNotContain(asset);
    assertThat(site.digests(plan())).isEqualTo(ofNewEpochAlone.digests(plan()));
    assertThat(site.digests(plan()).storesAgree()).isTrue();
  }

  /** A calibration of one series that holds from a date on: nothing else may change. */
  @Test
  void aNewEpochTellsWhichRowsItsCalibrationChanged() throws Exception {
    Site site = freshSite();
    run(site, plant());
    HotServer.execute(site.hot(), "create table before as select * from measurements");
    Instant from = Instant.parse(HotServer.query(site.hot(), MIDDLE).get(0));
    String asset = CatalogueRows.assetOfPressure(catalogue());
    Plant recalibrated =
        plant()
            .with(
                freshFolder(),
                ConvergenceLaws::ofNewEpoch,
                catalogue -> CatalogueRows.withPressureCalibratedFrom(catalogue, from));

    RunReport report = run(site, recalibrated, ConvergenceLaws::backfill);

    assertThat(
            HotServer.query(site.hot(), "select distinct asset || ' ' || metric from" + DIFFERENT))
        .containsExactly(asset + " pressure");
    assertThat(
            HotServer.query(
                site.hot(), "select count(*) from" + DIFFERENT + " and time < '" + from + "'"))
        .containsExactly("0");
    assertThat(HotServer.query(site.hot(), TOLD))
        .isEqualTo(HotServer.query(site.hot(), "select count(*) from" + DIFFERENT))
        .doesNotContain("0");
    assertThat(HotServer.query(site.hot(), "select distinct asset || metric from epoch_changes"))
        .containsExactly(asset + "pressure");
    assertThat(report.changes())
        .anySatisfy(line -> assertThat(line).startsWith("measurements " + asset + " pressure: "));
  }

  /** The middle of the plant's time, rounded up to a whole period. */
  private static final String MIDDLE =
      "select to_char((date_trunc('minute', percentile_disc(0.3) within group (order by time))"
          + " + interval '1 minute') at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') from measurements";

  private static final String DIFFERENT =
      " measurements m full join before b using (asset, metric, time)"
          + " where (m.value, m.text, m.quality) is distinct from (b.value, b.text, b.quality)";

  private static final String TOLD =
      "select sum(rows_changed + rows_removed)::bigint from epoch_changes"
          + " where dataset = 'measurements'";

  private Plant recalibrated() throws Exception {
    return plant().with(freshFolder(), ConvergenceLaws::ofNewEpoch, CatalogueRows::withOtherScales);
  }

  private static String ofNewEpoch(String plan) {
    return plan.replace("epoch: 1", "epoch: 2");
  }

  private String catalogue() throws Exception {
    return Files.readString(plant().planFile().resolveSibling("catalogue.csv"));
  }

  private static void backfill(BoundedOptions options) {
    options.setRecompute(EVERYTHING);
    options.setSlice("PT1M");
  }

  /** The path in the archive of an object that is neither of the first periods nor of the last. */
  private Path someObject() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Path archive = undisturbed().archive(plan()).resolve("measurements");
    try (Stream<Path> files = Files.walk(archive)) {
      Path[] objects =
          files.filter(file -> file.toString().endsWith(".parquet")).sorted().toArray(Path[]::new);
      int third = objects.length / 3;
      Path some = objects[third + 4 + new Random(seed).nextInt(third)];
      return undisturbed().archive(plan()).relativize(some);
    }
  }
}
