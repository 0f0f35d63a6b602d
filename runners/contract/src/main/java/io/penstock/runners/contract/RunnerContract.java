package io.penstock.runners.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.Lateness;
import io.penstock.core.tile.TableDigest;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.pipelines.digest.StoreDigests;
import io.penstock.pipelines.simulate.Fate;
import io.penstock.pipelines.simulate.SimulationSummary.SourceCounts;
import io.penstock.transforms.metrics.Metric;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The laws that every engine keeps: each reading has the fate that the plant's ledger says, both
 * stores hold the committed rows, and neither the order, the copies or the cut of the input nor the
 * number of shards or runs changes a bit of them.
 */
public abstract class RunnerContract extends EngineLaws {
  private static final Map<Fate, Metric> COUNTERS =
      Map.of(
          Fate.ADMITTED, Metric.READINGS_ADMITTED,
          Fate.DUPLICATE, Metric.READINGS_DUPLICATED,
          Fate.CONFLICT_LOST, Metric.READINGS_CONFLICTED,
          Fate.LATE, Metric.READINGS_LATE,
          Fate.QUARANTINED, Metric.READINGS_QUARANTINED);

  /** For the runners' test classes. */
  protected RunnerContract() {}

  /** A plant without some trouble would prove nothing about it. */
  @Test
  void thePlantHasEveryTrouble() {
    SourceCounts total = summary().total();
    assertThat(total.received()).isGreaterThan(10_000);
    assertThat(Fate.values()).allSatisfy(fate -> assertThat(total.asLive(fate)).isPositive());
    assertThat(total.quarantined().values()).hasSizeGreaterThan(8);
    assertThat(report().computedCount(Metric.ARCHIVE_OBJECTS_WRITTEN.metricName()))
        .isGreaterThan(40);
  }

  /** Every reading has exactly one fate, and it is the one that the ledger says. */
  @Test
  void countsEveryReadingAsTheLedgerDoes() {
    assertCounts(report(), SourceCounts::ignoringLateness);
  }

  @Test
  void hotTablesAndArchiveHoldTheSameRows() throws Exception {
    StoreDigests digests = undisturbedDigests();

    assertThat(digests.hot()).isEqualTo(digests.archive());
    assertThat(digests.hot().values())
        .extracting(TableDigest::rows)
        .allSatisfy(rows -> assertThat(rows).isPositive());
  }

  /** So engines that pass are equal to each other, and to the release before. */
  @Test
  void storesTheCommittedRows() throws Exception {
    assertGolden("ignore.digests", undisturbedDigests());
  }

  /** The gate of the live stream: late readings are counted, and marked, and left out. */
  @Test
  void countsAndStoresWithoutTheLateWhenRunAsLive() throws Exception {
    Site site = freshSite();

    RunReport asLive = run(site, plant(), Lateness.AS_LIVE);

    assertCounts(asLive, SourceCounts::asLive);
    assertGolden("as-live.digests", site.digests(plan()));
  }

  @Test
  void runningAgainWritesNothing() throws Exception {
    Site site = freshSite();
    run(site, plant());

    RunReport again = run(site, plant());

    assertNothingWritten(again);
    assertThat(again.computedCount(Metric.HOT_TILES_UNCHANGED.metricName()))
        .isEqualTo(report().computedCount(Metric.HOT_TILES_WRITTEN.metricName()));
    assertThat(again.computedCount(Metric.ARCHIVE_OBJECTS_UNCHANGED.metricName()))
        .isEqualTo(report().computedCount(Metric.ARCHIVE_OBJECTS_WRITTEN.metricName()));
    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
  }

  /** The raw archive is the source of truth: each run computes from all that was ever landed. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void anySplitOfTheInputIntoRunsInAnyOrderEqualsOneRun(int parts) throws Exception {
    Site site = freshSite();

    for (Plant part : plant().inPieces(freshFolder()).split(parts, new Random(parts))) {
      run(site, part);
    }

    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
  }

  @Test
  void shuffledLinesWithCopiesOfAThirdEqualTheOriginal() throws Exception {
    Site site = freshSite();

    run(site, plant().shuffledWithCopies(freshFolder(), new Random(5)));

    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void anyNumberOfShardsGivesTheSameRows(int shards) throws Exception {
    Site site = freshSite();
    Plant sharded =
        plant()
            .with(
                freshFolder(),
                plan -> plan.replace("shards: 4", "shards: " + shards),
                text -> text);
    assertThat(sharded.plan().archive().shards()).isEqualTo(shards);

    run(site, sharded);

    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
  }

  /** What ignores lateness is the larger set, and sets only grow. */
  @Test
  void runningAsLiveAfterwardsTakesNothingAway() throws Exception {
    Site site = freshSite();
    run(site, plant());

    RunReport asLive = run(site, plant(), Lateness.AS_LIVE);

    assertNothingWritten(asLive);
    assertThat(asLive.computedCount(Metric.HOT_TILES_IGNORED.metricName())).isPositive();
    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
  }

  private static void assertGolden(String name, StoreDigests digests) throws IOException {
    assertThat(digests.storesAgree()).isTrue();
    assertThat(GoldenDigests.text(digests.hot()))
        .isEqualTo(GoldenDigests.expected(name, digests.hot()));
  }

  private static void assertNothingWritten(RunReport report) {
    for (Metric metric :
        new Metric[] {
          Metric.HOT_TILES_WRITTEN,
          Metric.HOT_TILES_REPLACED,
          Metric.HOT_ROWS_WRITTEN,
          Metric.ARCHIVE_OBJECTS_WRITTEN,
          Metric.ARCHIVE_ROWS_WRITTEN
        }) {
      assertThat(report.computedCount(metric.metricName())).as(metric.metricName()).isZero();
    }
  }

  private void assertCounts(RunReport report, BiFunction<SourceCounts, Fate, Long> expected) {
    summary().sources().forEach((source, counts) -> assertCounts(report, source, counts, expected));
    SortedMap<String, Long> reasons = new TreeMap<>();
    summary()
        .total()
        .quarantined()
        .forEach(
            (reason, count) -> {
              if (count > 0) {
                reasons.put(reason.code(), count);
              }
            });
    assertThat(report.quarantined()).isEqualTo(reasons);
  }

  private static void assertCounts(
      RunReport report,
      String source,
      SourceCounts counts,
      BiFunction<SourceCounts, Fate, Long> expected) {
    SortedMap<String, Long> actual = report.sources().getOrDefault(source, new TreeMap<>());
    assertThat(count(actual, Metric.READINGS_RECEIVED)).as(source).isEqualTo(counts.received());
    long sum = 0;
    for (Fate fate : Fate.values()) {
      long of = count(actual, COUNTERS.getOrDefault(fate, Metric.READINGS_RECEIVED));
      assertThat(of).as(source + " " + fate).isEqualTo(expected.apply(counts, fate));
      sum += of;
    }
    assertThat(sum).as(source + ": readings lost or counted twice").isEqualTo(counts.received());
  }

  private static long count(SortedMap<String, Long> counters, Metric metric) {
    return counters.getOrDefault(metric.metricName(), 0L);
  }
}
