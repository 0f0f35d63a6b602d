package io.penstock.io.hot;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.feature.Feature;
import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.Offer;
import io.penstock.core.tile.RowDigest;
import io.penstock.core.tile.TableDigest;
import io.penstock.core.tile.TileTable;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HotDigestTest {
  private static final Dataset ALL_FEATURES =
      new Dataset(
          "it's all",
          Dataset.Kind.FEATURES,
          10,
          10,
          Arrays.stream(Feature.values()).map(Feature::column).toList());

  @Test
  void isEmptyWithoutRows() throws Exception {
    try (HotDatabase database = HotDatabase.open(TestDatabase.fresh())) {
      assertThat(new HotDigest(database).of(TestTables.MEASUREMENTS, TestTables.PLAN))
          .isEqualTo(TableDigest.EMPTY);
    }
  }

  /** Any bits of any float64 come back as they went, and in whatever order the tiles went in. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void equalsTheDigestInMemoryWhateverTheOrderOfWriting(long seed) throws Exception {
    Random random = new Random(seed);
    TileTable[] tables = new TileTable[8];
    TableDigest expected = TableDigest.EMPTY;
    for (int i = 0; i < tables.length; i++) {
      tables[i] = features(random, i * 10L);
      expected = expected.plus(RowDigest.of(tables[i]));
    }
    for (int i = tables.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      TileTable swapped = tables[i];
      tables[i] = tables[other];
      tables[other] = swapped;
    }

    HotConnection connection = TestDatabase.fresh();
    try (HotStore store = HotStore.open(connection)) {
      for (TileTable table : tables) {
        store.write(table, Offer.COMPLETE, 100);
      }
      assertThat(new HotDigest(store.database()).of(ALL_FEATURES, TestTables.PLAN))
          .isEqualTo(expected);
      assertThat(new HotDigest(store.database()).of(TestTables.FEATURES, TestTables.PLAN))
          .isEqualTo(TableDigest.EMPTY);
    }
  }

  @Test
  void leavesOutTheAssetsOfOtherPlans() throws Exception {
    TileTable own =
        TestTables.of(TestTables.MEASUREMENTS).with("a", 0, 1).row("a", "m", 0, 1).build();
    TileTable other =
        TestTables.of(TestTables.MEASUREMENTS)
            .plan("it's")
            .with("b", 0, 1)
            .row("b", "m", 0, 2)
            .build();
    try (HotStore store = HotStore.open(TestDatabase.fresh())) {
      store.write(own, Offer.COMPLETE, 100);
      store.write(other, Offer.COMPLETE, 100);

      HotDigest digest = new HotDigest(store.database());
      assertThat(digest.of(TestTables.MEASUREMENTS, TestTables.PLAN)).isEqualTo(RowDigest.of(own));
      assertThat(digest.of(TestTables.MEASUREMENTS, "it's")).isEqualTo(RowDigest.of(other));
    }
  }

  private static TileTable features(Random random, long tile) {
    TestTables table = TestTables.of(ALL_FEATURES).with("a", tile, 1);
    for (int metric = 0; metric < 20; metric++) {
      double[] numbers = new double[Feature.values().length];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] =
            random.nextInt(4) == 0 ? Double.NaN : Double.longBitsToDouble(random.nextLong());
      }
      table.row("a", "m" + metric, tile, numbers);
    }
    return table.text("a", "state", tile, "{\"läuft\":10.0}").build();
  }
}
