package io.penstock.io.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.tile.Evidence;
import io.penstock.core.tile.Offer;
import io.penstock.core.tile.Offer.Authority;
import io.penstock.core.tile.Offer.Stage;
import io.penstock.core.tile.Verdict;
import io.penstock.io.object.ObjectRoot;
import io.penstock.io.object.S3Server;
import io.penstock.io.object.StoreFaultException;
import io.penstock.io.object.UnreadableObjectException;
import io.penstock.testkit.s3.Fault;
import java.time.Duration;
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

/** DESIGN 2.4 on a real S3 server. */
class S3ArchiveTest {
  private static final Offer LIVE = new Offer(Stage.FINAL, Authority.BEST_EFFORT);
  private static final int WRITERS = 3;
  private static final int OFFERS = 4;
  private static final List<Fault> FAULTS =
      List.of(
          Fault.LOST_REPLY,
          Fault.DONE_BUT_500,
          Fault.ERROR_503,
          Fault.CONFLICT_409,
          Fault.TRUNCATED_UPLOAD);

  private final ObjectRoot root = S3Server.fresh();

  @Test
  void writesReadsAndReplacesByEvidence() throws Exception {
    ArchiveStore store = new ArchiveStore(root.open(), Tables.PLAN);
    assertThat(store.write(Tables.small(0, 5, 5), LIVE).verdict()).isEqualTo(Verdict.WRITE);
    assertThat(store.write(Tables.small(0, 5, 5), LIVE).verdict()).isEqualTo(Verdict.UNCHANGED);
    assertThat(store.write(Tables.small(0, 4, 4), LIVE).verdict())
        .isEqualTo(Verdict.IGNORE_AND_MARK_DIRTY);
    assertThat(store.write(Tables.small(0, 9, 9), LIVE).verdict()).isEqualTo(Verdict.REPLACE);

    ArchiveReader reader = new ArchiveReader(root.open());
    long[] rows = {0};
    assertThat(reader.keys()).hasSize(1);
    assertThat(reader.forEachRow(reader.keys().get(0), row -> rows[0]++).evidence().count())
        .isEqualTo(9);
    assertThat(rows[0]).isEqualTo(15);
  }

  @Test
  void endsWithTheMostCompleteObjectWhateverFails() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    for (long seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      ObjectRoot archive = root.child("seed" + seed);
      List<Fault> faults = new ArrayList<>(FAULTS);
      Collections.shuffle(faults, random);
      S3Server.relay().next("PUT", faults.toArray(Fault[]::new));
      race(archive, threads, random);

      ArchiveReader reader = new ArchiveReader(archive.open());
      assertThat(reader.keys()).as("seed %d", seed).hasSize(1);
      assertThat(reader.footer(reader.keys().get(0)).evidence().count())
          .as("seed %d", seed)
          .isEqualTo((long) WRITERS * OFFERS);
      assertThat(S3Server.relay().forget()).as("faults left").isZero();
    }
    threads.shutdown();
  }

  private static void race(ObjectRoot archive, ExecutorService threads, Random random)
      throws Exception {
    List<Long> readings =
        new ArrayList<>(LongStream.rangeClosed(1, (long) WRITERS * OFFERS).boxed().toList());
    Collections.shuffle(readings, random);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> done = new ArrayList<>();
    for (int w = 0; w < WRITERS; w++) {
      List<Long> mine = readings.subList(w * OFFERS, (w + 1) * OFFERS);
      ArchiveStore store = new ArchiveStore(archive.open(), Tables.PLAN);
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

  /** Objects over the size that opening one brings along, so that rows come by further ranges. */
  @Test
  void showsAReaderOnlyWholeObjects() throws Exception {
    ArchiveStore store = new ArchiveStore(root.open(), Tables.PLAN);
    store.write(large(20_000), LIVE);
    ArchiveReader reader = new ArchiveReader(root.open());
    ArchiveKey key = reader.keys().get(0);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<?> writer =
        thread.submit(
            () -> {
              for (int rows = 20_001; rows <= 20_012; rows++) {
                store.write(large(rows), LIVE);
              }
              return null;
            });
    long last = 0;
    do {
      long[] rows = {0};
      long readings = reader.forEachRow(key, row -> rows[0]++).evidence().count();
      assertThat(readings).isGreaterThanOrEqualTo(last);
      assertThat(rows[0]).isEqualTo(readings);
      last = readings;
    } while (!writer.isDone());
    writer.get();
    thread.shutdown();
  }

  private static io.penstock.core.tile.TileTable large(int rows) {
    return Tables.random(Tables.MEASUREMENTS, 1, rows, new Evidence(0, rows, 0, rows));
  }

  /** "Move it away" would be bad advice for an object that only could not be fetched. */
  @Test
  void tellsAFailingServerFromADamagedObject() throws Exception {
    new ArchiveStore(root.open(), Tables.PLAN).write(large(20_000), LIVE);
    ObjectRoot hasty = new ObjectRoot(root.location(), S3Server.settings(Duration.ofMillis(300)));
    ArchiveReader reader = new ArchiveReader(hasty.open());
    ArchiveKey key = reader.keys().get(0);
    Fault[] always = new Fault[50];
    java.util.Arrays.fill(always, Fault.ERROR_503);

    assertThatThrownBy(
            () -> {
              // Armed by the first row group's reader: the footer is read by then.
              reader.footer(key);
              S3Server.relay().next("GET", always);
              reader.forEachRow(key, row -> {});
            })
        .isInstanceOf(StoreFaultException.class)
        .isNotInstanceOf(UnreadableObjectException.class);
    S3Server.relay().forget();
  }
}
