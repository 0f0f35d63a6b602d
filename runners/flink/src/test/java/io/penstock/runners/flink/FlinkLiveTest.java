package io.penstock.runners.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.Lateness;
import io.penstock.core.tile.TableDigest;
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
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The live stream end to end: a real broker, a real PostgreSQL, Flink with RocksDB. Design 2.2 and
 * 2.4: whatever happens to the stream, what it seals is what a bounded run computes from the same
 * raw archive with the same gate, and nothing is dropped as late.
 */
@Tag("live")
class FlinkLiveTest {
  private static final int PARTITIONS = 4;
  private static final int MORE_SLOTS = 6;
  private static final String DROPPED = "droppedDueToLateness";
  private static final Set<String> HEARD =
      Set.of("penstock_raw_records_landed", "penstock_readings_late");
  private static final Set<String> COUNTERS =
      Set.of(DROPPED, "penstock_raw_records_landed", "penstock_readings_late");
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration SEALED = Duration.ofSeconds(150);

  /** It is killed and goes on from an older checkpoint, then stopped, and goes on in more tasks. */
  @Test
  void whatTheStreamSealsEqualsABoundedRunOverItsRawArchive(@TempDir Path folder) throws Exception {
    LiveSite live = LiveSite.start(folder, PARTITIONS);
    try (var broker = live.broker();
        LocalCluster cluster = LocalCluster.start(MORE_SLOTS);
        PlantFeed feed = feed(live)) {
      FlinkJob first = start(live, cluster, options -> options.setFrom("earliest"));
      feed.send(Duration.ofSeconds(20));
      awaitRows(live);
      kill(first);
      // Not the newest: what was read and stored since is read and stored once more.
      Path older = live.oldestCheckpoint(first).orElseThrow();
      FlinkJob second = start(live, cluster, options -> restore(options, older.toUri().toString()));
      feed.send(Duration.ofSeconds(10));
      String savepoint = second.stopWithSavepoint(folder.resolve("savepoints"));
      feed.send(Duration.ofSeconds(5));
      FlinkJob third =
          start(
              live,
              cluster,
              options -> {
                restore(options, savepoint);
                options.as(FlinkPipelineOptions.class).setParallelism(MORE_SLOTS);
              });
      feed.send(Duration.ofSeconds(10));

      awaitSealed(live, feed);
      assertSealedSetsEqualTheBoundedRun(live, feed);
      assertNothingWasDropped(third);
      kill(third);
      assertEveryFateIsThere(live);
    }
  }

  /** Its state is gone, and it starts anew where the stores say that something is not sealed. */
  @Test
  void aStreamThatLostItsStateResumesFromItsStores(@TempDir Path folder) throws Exception {
    LiveSite live = LiveSite.start(folder, PARTITIONS);
    try (var broker = live.broker();
        LocalCluster cluster = LocalCluster.start(PARTITIONS);
        PlantFeed feed = feed(live)) {
      FlinkJob first = start(live, cluster, options -> options.setFrom("earliest"));
      feed.send(Duration.ofSeconds(30));
      awaitRows(live);
      kill(first);
      feed.send(Duration.ofSeconds(5));
      FlinkJob second = start(live, cluster, options -> options.setFrom("resume"));
      feed.send(Duration.ofSeconds(10));

      awaitSealed(live, feed);
      assertSealedSetsEqualTheBoundedRun(live, feed);
      assertNothingWasDropped(second);
      kill(second);
    }
  }

  private static PlantFeed feed(LiveSite live) {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    return new PlantFeed(live.broker().bootstrapServers(), LiveSite.TOPIC, PARTITIONS, seed);
  }

  private static FlinkJob start(LiveSite live, LocalCluster cluster, Consumer<LiveOptions> change)
      throws Exception {
    LiveOptions options = live.options(cluster);
    change.accept(options);
    FlinkJob job = LiveJob.submit(LiveRun.open(options), options);
    Await.until("the stream runs", SOON, () -> job.status() == JobStatus.RUNNING);
    return job;
  }

  private static void restore(LiveOptions options, String savepoint) {
    options.as(FlinkPipelineOptions.class).setSavepointPath(savepoint);
  }

  private static void kill(FlinkJob job) throws Exception {
    job.cancel();
    Await.until("the stream has ended", SOON, () -> job.status().isGloballyTerminalState());
  }

  private static void awaitRows(LiveSite live) throws Exception {
    Await.until("a row arrives", SOON, () -> live.number("select count(*) from measurements") > 0);
  }

  private static void awaitSealed(LiveSite live, PlantFeed feed) throws Exception {
    Await.until(
        "every tile is sealed and every record landed",
        SEALED,
        () ->
            live.number("select count(*) from tile_evidence where stage <> 'final'") == 0
                && landed(live) == feed.records());
  }

  private static long landed(LiveSite live) throws Exception {
    return RawCoverage.of(RawSlots.local(live.site().out().resolve("live")).index()).stream()
        .filter(partition -> partition.isComplete() && partition.from() == 0)
        .mapToLong(RawCoverage::messages)
        .sum();
  }

  private static void assertNothingWasDropped(FlinkJob job) throws Exception {
    Await.until(
        "the cluster hears of the counters",
        SOON,
        () -> job.counters().sums(COUNTERS).keySet().containsAll(HEARD));
    assertThat(job.counters().sums(COUNTERS)).doesNotContainKey(DROPPED);
    assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
  }

  private static void assertSealedSetsEqualTheBoundedRun(LiveSite live, PlantFeed feed)
      throws Exception {
    System.out.printf(
        "%d records with %d readings, %d asset-tiles sealed%n",
        feed.records(), feed.readings(), live.number("select count(*) from tile_evidence"));
    Site recomputed = live.recomputed(Lateness.AS_LIVE);
    StoreDigests bounded = recomputed.digests(live.plan());
    assertThat(bounded.storesAgree()).isTrue();
    // A tile that only holds readings of its margin may come after all others are sealed.
    Await.until(
        "the stream has sealed as many rows",
        SEALED,
        () -> rows(live.site().digests(live.plan())) >= rows(bounded));
    StoreDigests sealed = live.site().digests(live.plan());
    assertThat(sealed.hot()).isEqualTo(bounded.hot());
    assertThat(sealed.archive()).isEqualTo(bounded.archive());
    assertThat(sealed.hot().values()).allSatisfy(table -> assertThat(table.rows()).isPositive());
    assertThat(live.number("select count(*) from sealed_measurements"))
        .isEqualTo(live.number("select count(*) from measurements"));
    assertThat(live.number("select count(*) from archive_objects")).isPositive();
  }

  private static long rows(StoreDigests digests) {
    return Stream.of(digests.hot(), digests.archive())
        .flatMap(tables -> tables.values().stream())
        .mapToLong(TableDigest::rows)
        .sum();
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
}
