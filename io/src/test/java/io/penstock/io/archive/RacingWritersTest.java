package io.penstock.io.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.tile.Evidence;
import io.penstock.core.tile.Offer;
import io.penstock.core.tile.Offer.Authority;
import io.penstock.core.tile.Offer.Stage;
import io.penstock.io.object.LocalObjectStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RacingWritersTest {
  private static final int WRITERS = 4;
  private static final int OFFERS = 6;
  private static final Offer LIVE = new Offer(Stage.FINAL, Authority.BEST_EFFORT);

  /** DESIGN 2.4: retries, zombies and replays converge to the most complete answer. */
  @Test
  void endWithTheMostCompleteObjectInWhateverOrderTheyCome(@TempDir Path folder) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    for (long seed = 1; seed <= 8; seed++) {
      Path archive = folder.resolve("seed" + seed);
      race(archive, threads, new Random(seed));

      ArchiveReader reader = new ArchiveReader(LocalObjectStore.at(archive));
      long stored = reader.footer(reader.keys().get(0)).evidence().count();
      assertThat(stored).as("seed %d", seed).isEqualTo((long) WRITERS * OFFERS);
      assertThat(reader.keys()).hasSize(1);
    }
    threads.shutdown();
  }

  /**
   * A reader beside the writers sees whole objects, each at least as complete as the one before.
   */
  @Test
  void showAReaderOnlyWholeObjects(@TempDir Path archive) throws Exception {
    ArchiveStore.local(archive, Tables.PLAN).write(Tables.small(0, 1, 1), LIVE);
    ArchiveReader reader = new ArchiveReader(LocalObjectStore.at(archive));
    ArchiveKey key = reader.keys().get(0);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    ArchiveStore store = ArchiveStore.local(archive, Tables.PLAN);
    Future<?> writer =
        thread.submit(
            () -> {
              for (int rows = 2; rows <= 60; rows++) {
                Evidence evidence = new Evidence(0, rows, 0, rows);
                store.write(Tables.random(Tables.MEASUREMENTS, 1, rows, evidence), LIVE);
              }
              return null;
            });
    long last = 0;
    while (!writer.isDone()) {
      long[] rows = {0};
      long readings = reader.forEachRow(key, row -> rows[0]++).evidence().count();
      assertThat(readings).isGreaterThanOrEqualTo(last);
      assertThat(rows[0]).isEqualTo(readings == 1 ? 15 : readings);
      last = readings;
    }
    writer.get();
    thread.shutdown();
  }

  /** Each writer has a store of its own, as workers in one process or in several have. */
  private static void race(Path archive, ExecutorService threads, Random random) throws Exception {
    List<Long> readings =
        new ArrayList<>(LongStream.rangeClosed(1, (long) WRITERS * OFFERS).boxed().toList());
    Collections.shuffle(readings, random);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> done = new ArrayList<>();
    for (int w = 0; w < WRITERS; w++) {
      List<Long> mine = readings.subList(w * OFFERS, (w + 1) * OFFERS);
      ArchiveStore store = ArchiveStore.local(archive, Tables.PLAN);
      done.add(
          threads.submit(
              () -> {
                start.await();
                for (long count : mine) {
                  store.write(Tables.small(0, count, count), LIVE);
                }
                return null;
              }));
    }
    start.countDown();
    for (Future<?> writer : done) {
      writer.get();
    }
  }
}
