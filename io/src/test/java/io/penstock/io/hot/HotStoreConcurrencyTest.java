package io.penstock.io.hot;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.tile.Offer;
import io.penstock.core.tile.Offer.Authority;
import io.penstock.core.tile.Offer.Stage;
import io.penstock.core.tile.RowDigest;
import io.penstock.core.tile.TileTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DESIGN 2.4: retries, zombies and replays converge to the most complete answer. */
class HotStoreConcurrencyTest {
  private static final int WRITERS = 4;
  private static final int OFFERS = 12;
  private static final int ASSETS = 4;
  private static final int TILES = 6;
  private static final int MOST_READINGS = 5;
  private static final Offer EARLY = new Offer(Stage.EARLY, Authority.BEST_EFFORT);

  /**
   * Writers offer overlapping tables, with more and fewer readings, all at once. Every tile's most
   * complete offer is among them, and alone must be what is stored in the end.
   */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void endsWithTheMostCompleteAnswerWhateverTheOrder(int seed) throws Exception {
    HotConnection connection = TestDatabase.fresh();
    Random random = new Random(seed);
    TileTable complete = offer(random, Span.ALL);
    List<TileTable> offers = new ArrayList<>();
    for (int i = 0; i < WRITERS * OFFERS; i++) {
      offers.add(offer(random, Span.SOME));
    }
    offers.set(random.nextInt(offers.size()), complete);
    AtomicInteger pauses = new AtomicInteger();

    int tiles = 0;
    for (StoreOutcome outcome : race(connection, offers, pauses)) {
      tiles += outcome.tiles();
      assertThat(outcome.refused() + outcome.dirty()).isZero();
    }

    System.out.printf("seed %d: %d asset-tiles offered, %d retries%n", seed, tiles, pauses.get());
    assertThat(tiles).isEqualTo(offers.stream().mapToInt(offer -> offer.tiles().size()).sum());
    try (HotDatabase database = HotDatabase.open(connection)) {
      assertThat(new HotDigest(database).of(TestTables.MEASUREMENTS, TestTables.PLAN))
          .isEqualTo(RowDigest.of(complete));
    }
    assertThat(TestDatabase.query(connection, "select distinct readings, stage from tile_evidence"))
        .containsExactly(MOST_READINGS + "|early");
  }

  private static List<StoreOutcome> race(
      HotConnection connection, List<TileTable> offers, AtomicInteger pauses) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    // Held open, so that no writer has to close the pool they share.
    try (HotDatabase database = HotDatabase.open(connection)) {
      CountDownLatch start = new CountDownLatch(WRITERS);
      List<Future<StoreOutcome>> writers = new ArrayList<>();
      for (int w = 0; w < WRITERS; w++) {
        List<TileTable> own = offers.subList(w * OFFERS, (w + 1) * OFFERS);
        writers.add(threads.submit(writer(connection, own, start, pauses)));
      }
      List<StoreOutcome> outcomes = new ArrayList<>();
      for (Future<StoreOutcome> writer : writers) {
        outcomes.add(writer.get());
      }
      assertThat(database.dataSource()).isNotNull();
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Callable<StoreOutcome> writer(
      HotConnection connection,
      List<TileTable> offers,
      CountDownLatch start,
      AtomicInteger pauses) {
    return () -> {
      try (HotStore store =
          HotStore.open(connection, failures -> pauses.incrementAndGet(), 60, 7)) {
        start.countDown();
        start.await();
        StoreOutcome outcome = StoreOutcome.NONE;
        for (TileTable offer : offers) {
          outcome = outcome.plus(store.write(offer, EARLY, TestTables.PERIOD));
        }
        return outcome;
      }
    };
  }

  private enum Span {
    ALL,
    SOME
  }

  /** Rows depend on the tile and its number of readings alone, as the pure function's do. */
  private static TileTable offer(Random random, Span span) {
    TestTables table = TestTables.of(TestTables.MEASUREMENTS);
    for (int asset = 0; asset < ASSETS; asset++) {
      for (int tile = 0; tile < TILES; tile++) {
        if (span == Span.SOME && random.nextBoolean()) {
          continue;
        }
        int readings = span == Span.ALL ? MOST_READINGS : random.nextInt(MOST_READINGS + 1);
        table.with("asset" + asset, tile * 10L, readings);
        for (int i = 0; i < 10; i++) {
          // More readings move rows about: some appear, some go, some change.
          if ((i + readings) % 3 != 0) {
            table.row("asset" + asset, "m" + i % 2, tile * 10L + i, readings * 100 + i % 4);
          }
        }
      }
    }
    return table.build();
  }
}
