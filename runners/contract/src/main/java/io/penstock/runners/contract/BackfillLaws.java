package io.penstock.runners.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.decode.Lateness;
import io.penstock.core.tile.Grouping;
import io.penstock.io.hot.DirtyMarks;
import io.penstock.io.hot.DirtyReason;
import io.penstock.io.hot.HotDatabase;
import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.RecomputeOption;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.pipelines.digest.StoreDigests;
import io.penstock.transforms.metrics.Metric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** History computed again from the raw archive, in slices: the plan's periods are minutes. */
public abstract class BackfillLaws extends EngineLaws {
  private static final String EVERYTHING =
      RecomputeOption.range(
          Instant.parse("1970-01-01T00:00:00Z"), Instant.parse("2200-01-01T00:00:00Z"));

  private static final String ASSETS =
      "select asset from tile_evidence group by asset order by asset collate \"C\"";

  /** For the runners' test classes. */
  protected BackfillLaws() {}

  @Test
  void aBackfillInSlicesRestoresWhatTheStoresLost() throws Exception {
    Site site = freshSite();
    run(site, plant());
    StoreLoss.everythingButRaw(site, plan());

    RunReport report = run(site, plant(), BackfillLaws::backfill);

    assertThat(report.incomplete()).isEmpty();
    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
  }

  /** Nothing of it is left to tell that it ever was there. */
  @Test
  void aLandedFileThatIsGoneIsNamedAndReplacesNothingByLess() throws Exception {
    Site site = freshSite();
    run(site, plant());
    Path raw = site.out().resolve(plan().name()).resolve("raw");
    Path object;
    try (Stream<Path> objects = Files.walk(raw)) {
      object =
          objects
              .filter(path -> path.toString().endsWith(".parquet"))
              .sorted()
              .findFirst()
              .orElseThrow();
    }
    try (Stream<Path> objects = Files.list(object.getParent())) {
      for (Path one : objects.toList()) {
        Files.delete(one);
      }
    }

    assertThatThrownBy(() -> run(site, plant(), BackfillLaws::backfill))
        .hasMessageContaining("the raw archive lacks what this range needs")
        .hasMessageMatching("(?s).*: all \\d+ objects.*");
    RunReport report =
        run(
            site,
            plant(),
            options -> {
              backfill(options);
              options.setAllowIncomplete(true);
            });

    assertThat(report.incomplete()).singleElement().asString().contains(": all ");
    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
  }

  /** A killed backfill has done its first slices; what comes after it does the rest alone. */
  @Test
  void aBackfillDoesWhatIsDirtyAgainAndNothingElseTwice() throws Exception {
    Site site = freshSite();
    run(site, plant());
    run(site, plant(), BackfillLaws::backfill);

    RunReport again = run(site, plant(), BackfillLaws::backfill);
    assertThat(again.computed()).isEmpty();

    try (HotDatabase database = HotDatabase.open(site.hot())) {
      DirtyMarks marks = new DirtyMarks(database);
      marks.mark(List.of(mark(site)));
      RunReport dirty = run(site, plant(), BackfillLaws::backfill);

      assertThat(dirty.computedCount(Metric.HOT_TILES_UNCHANGED.metricName())).isPositive();
      assertThat(dirty.computedCount(Metric.HOT_TILES_WRITTEN.metricName())).isZero();
      assertThat(marks.list(1)).isEmpty();
    }
    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
  }

  /** A stream leaves late readings out and marks their periods; reconciling takes them in. */
  @Test
  void reconcilingTakesInWhatWasLate() throws Exception {
    Site site = freshSite();
    run(site, plant(), Lateness.AS_LIVE);
    assertThat(site.digests(plan())).isNotEqualTo(undisturbedDigests());

    run(site, plant(), options -> options.setRecompute(RecomputeOption.DIRTY));

    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
    try (HotDatabase database = HotDatabase.open(site.hot())) {
      assertThat(new DirtyMarks(database).list(1)).isEmpty();
    }
  }

  @Test
  void aComparisonTellsWhatABackfillWouldDoAndChangesNothing() throws Exception {
    Site site = freshSite();
    run(site, plant(), Lateness.AS_LIVE);
    StoreDigests before = site.digests(plan());
    int marks = marks(site);

    RunReport compared = run(site, plant(), BackfillLaws::compare);

    assertThat(site.digests(plan())).isEqualTo(before);
    assertThat(marks(site)).isEqualTo(marks);
    RunReport done = run(site, plant(), options -> options.setRecompute(EVERYTHING));
    assertThat(done.computed()).isEqualTo(compared.computed());
    assertThat(done.computedCount(Metric.HOT_TILES_REPLACED.metricName())).isPositive();
    assertThat(done.computedCount(Metric.ARCHIVE_OBJECTS_WRITTEN.metricName())).isPositive();
    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
  }

  /** An archive object holds its whole shard, so the others of the shard come with the asset. */
  @Test
  void aBackfillForOneAssetComputesItsShardAndNothingElse() throws Exception {
    Site site = freshSite();
    run(site, plant());
    String asset = someAsset();
    int shards = plan().archive().shards();
    SortedSet<String> widened = new TreeSet<>(HotServer.query(site.hot(), ASSETS));
    widened.removeIf(other -> Grouping.lane(other, shards) != Grouping.lane(asset, shards));
    StoreLoss.everythingButRaw(site, plan());

    run(site, plant(), options -> backfillOnly(options, asset));

    assertThat(HotServer.query(site.hot(), ASSETS)).containsExactlyElementsOf(widened);
    assertThat(HotServer.query(site.hot(), "select distinct shard from archive_objects"))
        .containsExactly(String.valueOf(Grouping.lane(asset, shards)));
    assertThat(run(site, plant(), options -> backfillOnly(options, asset)).computed()).isEmpty();
    run(site, plant(), BackfillLaws::backfill);
    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
    assertThat(run(site, plant(), options -> backfillOnly(options, asset)).computed()).isEmpty();
  }

  @Test
  void refusesABackfillForAnAssetThatNobodyKnows() throws Exception {
    String asset = someAsset();

    assertThatThrownBy(
            () -> run(undisturbed(), plant(), options -> backfillOnly(options, asset + "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("but was: " + asset + "x; did you mean " + asset + "?");
  }

  private String someAsset() throws Exception {
    return HotServer.query(undisturbed().hot(), ASSETS).get(0);
  }

  private static void backfillOnly(BoundedOptions options, String asset) {
    backfill(options);
    options.setOnly(List.of(asset));
  }

  private static void compare(BoundedOptions options) {
    options.setRecompute(EVERYTHING);
    options.setSink(BoundedOptions.Sink.COMPARE);
  }

  private static int marks(Site site) throws Exception {
    try (HotDatabase database = HotDatabase.open(site.hot())) {
      return new DirtyMarks(database).list(Integer.MAX_VALUE).size();
    }
  }

  private static void backfill(BoundedOptions options) {
    options.setRecompute(EVERYTHING);
    options.setSlice("PT5M");
  }

  private DirtyMarks.Request mark(Site site) throws Exception {
    String row =
        HotServer.query(
                site.hot(),
                "select asset || '|' || time_to_micros(tile_start) from tile_evidence"
                    + " order by 1 limit 1")
            .get(0);
    int bar = row.indexOf('|');
    return DirtyMarks.Request.at(
        row.substring(0, bar),
        Long.parseLong(row.substring(bar + 1)),
        plan().archive().periodMicros(),
        DirtyReason.INCOMPLETE,
        OptionalLong.empty());
  }
}
