package io.penstock.runners.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.Lateness;
import io.penstock.io.raw.RawCoverage;
import io.penstock.io.raw.RawSlots;
import io.penstock.pipelines.digest.StoreDigests;
import io.penstock.pipelines.live.LiveOptions;
import io.penstock.pipelines.live.LiveRun;
import io.penstock.runners.contract.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live stream end to end: a real broker, a real PostgreSQL, Flink with RocksDB. */
class FlinkLiveTest {
  private static final int PARTITIONS = 4;
  private static final String DROPPED = "droppedDueToLateness";
  private static final Set<String> HEARD =
      Set.of("penstock_raw_records_landed", "penstock_readings_late");
  private static final Set<String> COUNTERS =
      Set.of(DROPPED, "penstock_raw_records_landed", "penstock_readings_late");
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration SEALED = Duration.ofSeconds(150);

  /**
   * Design 2.2 and 2.4: what a stream seals is what a bounded run computes from the same raw
   * archive with the same gate, although the stream was ended in the middle and went on from an
   * older state.
   */
  @Test
  void whatTheStreamSealsEqualsABoundedRunOverItsRawArchive(@TempDir Path folder) throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    LiveSite live = LiveSite.start(folder, PARTITIONS);
    try (var broker = live.broker();
        LocalCluster cluster = LocalCluster.start(PARTITIONS);
        PlantFeed feed =
            new PlantFeed(broker.bootstrapServers(), LiveSite.TOPIC, PARTITIONS, seed)) {
      FlinkJob first = start(live, cluster, options -> options.setFrom("earliest"));
      Await.until("running", SOON, () -> first.status() == JobStatus.RUNNING);
      feed.send(Duration.ofSeconds(20));
      Await.until(
          "a row arrives", SOON, () -> live.number("select count(*) from measurements") > 0);
      first.cancel();
      Await.until("ended", SOON, () -> first.status().isGloballyTerminalState());
      // Not the newest: what was read and stored since is read and stored once more.
      Path restored = live.oldestCheckpoint(first).orElseThrow();
      FlinkJob second =
          start(
              live,
              cluster,
              options ->
                  options
                      .as(FlinkPipelineOptions.class)
                      .setSavepointPath(restored.toUri().toString()));
      feed.send(Duration.ofSeconds(20));

      Await.until(
          "every tile is sealed",
          SEALED,
          () ->
              live.number("select count(*) from tile_evidence where stage <> 'final'") == 0
                  && landed(live) == feed.records());
      Await.until(
          "the cluster hears of the counters",
          SOON,
          () -> second.counters().sums(COUNTERS).keySet().containsAll(HEARD));
      assertThat(second.counters().sums(COUNTERS)).doesNotContainKey(DROPPED);
      assertThat(second.status()).isEqualTo(JobStatus.RUNNING);
      second.stopWithSavepoint(folder.resolve("savepoints"));

      System.out.printf(
          "%d records with %d readings, %d asset-tiles sealed%n",
          feed.records(), feed.readings(), live.number("select count(*) from tile_evidence"));
      assertSealedSetsEqualTheBoundedRun(live);
      assertEveryFateIsThere(live);
    }
  }

  private static void assertSealedSetsEqualTheBoundedRun(LiveSite live) throws Exception {
    StoreDigests sealed = live.site().digests(live.plan());
    Site recomputed = live.recomputed(Lateness.AS_LIVE);
    StoreDigests bounded = recomputed.digests(live.plan());
    assertThat(bounded.storesAgree()).isTrue();
    assertThat(sealed.hot()).isEqualTo(bounded.hot());
    assertThat(sealed.archive()).isEqualTo(bounded.archive());
    assertThat(sealed.hot().values()).allSatisfy(table -> assertThat(table.rows()).isPositive());
    assertThat(live.number("select count(*) from sealed_measurements"))
        .isEqualTo(live.number("select count(*) from measurements"));
    assertThat(live.number("select count(*) from archive_objects")).isPositive();
  }

  private static void assertEveryFateIsThere(LiveSite live) throws Exception {
    assertThat(live.number("select count(*) from dirty where reason = 'late'")).isPositive();
    assertThat(live.number("select count(*) from dirty where reason <> 'late'")).isZero();
    for (String reason : List.of("future_timestamp", "not_json", "empty", "unknown_series")) {
      assertThat(live.number("select count(*) from quarantine where reason = '" + reason + "'"))
          .as(reason)
          .isPositive();
    }
  }

  private static long landed(LiveSite live) throws Exception {
    return RawCoverage.of(RawSlots.local(live.site().out().resolve("live")).index()).stream()
        .filter(partition -> partition.holes().isEmpty() && partition.from() == 0)
        .mapToLong(RawCoverage::messages)
        .sum();
  }

  private interface Change {
    void to(LiveOptions options);
  }

  private static FlinkJob start(LiveSite live, LocalCluster cluster, Change change)
      throws Exception {
    LiveOptions options = live.options(cluster);
    change.to(options);
    return LiveJob.submit(LiveRun.open(options), options);
  }
}
