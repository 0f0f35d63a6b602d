package io.penstock.io.hot;

import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.Offer;
import io.penstock.core.tile.RowDigest;
import io.penstock.core.tile.TileTable;
import io.penstock.core.tile.TileTable.AssetTile;
import io.penstock.core.tile.TileTable.SeriesName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prints how fast 500,000 measurements go in, are found unchanged, are replaced, and are read for
 * their digest. Run by hand; a figure is a note, not a test.
 */
public final class HotThroughput {
  private static final int ASSETS = 50;
  private static final int METRICS = 10;
  private static final int TIMES = 1_000;
  private static final long SECOND = 1_000_000;
  private static final Dataset MEASUREMENTS =
      new Dataset("measurements", Dataset.Kind.MEASUREMENTS, 10 * SECOND, 0, List.of("value"));

  private HotThroughput() {}

  /** Runs. */
  public static void main(String[] arguments) throws Exception {
    for (int round = 0; round < 3; round++) {
      round(TestDatabase.fresh());
    }
  }

  private static void round(HotConnection connection) throws Exception {
    TileTable first = table(1);
    TileTable second = table(2);
    try (HotStore store = HotStore.open(connection)) {
      time("write", first, store);
      time("unchanged", first, store);
      TestDatabase.execute(connection, "analyze");
      time("replace", second, store);
      long start = System.nanoTime();
      boolean equal =
          new HotDigest(store.database())
              .of(MEASUREMENTS, TestTables.PLAN)
              .equals(RowDigest.of(second));
      print("digest (equal: " + equal + ")", start, first.rows());
    }
  }

  private static void time(String name, TileTable table, HotStore store) throws Exception {
    long start = System.nanoTime();
    StoreOutcome outcome = store.write(table, Offer.COMPLETE, 3_600 * SECOND);
    print(name + " " + outcome, start, table.rows());
  }

  private static void print(String name, long start, int rows) {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("%,9.0f rows/s  %.2f s  %s%n", rows / seconds, seconds, name);
  }

  private static TileTable table(int version) {
    int rows = ASSETS * METRICS * TIMES;
    int[] rowSeries = new int[rows];
    long[] times = new long[rows];
    double[] values = new double[rows];
    List<SeriesName> series = new ArrayList<>();
    List<AssetTile> tiles = new ArrayList<>();
    int row = 0;
    for (int asset = 0; asset < ASSETS; asset++) {
      String name = String.format("enterprise/site/area/line/asset%03d", asset);
      for (int metric = 0; metric < METRICS; metric++) {
        series.add(new SeriesName(name, "temperature_" + metric));
        for (int time = 0; time < TIMES; time++) {
          rowSeries[row] = series.size() - 1;
          times[row] = 1_700_000_000 * SECOND + time * SECOND;
          values[row] = row * 0.1 * version;
          row++;
        }
      }
      for (int tile = 0; tile < TIMES / 10; tile++) {
        tiles.add(
            new AssetTile(
                name,
                1_700_000_000 * SECOND + tile * 10L * SECOND,
                TestTables.evidence(1, 100 * version, tile)));
      }
    }
    String[] texts = new String[rows];
    Arrays.fill(texts, "");
    return new TileTable(
        MEASUREMENTS,
        "plan",
        1,
        0,
        0,
        0,
        series,
        rowSeries,
        times,
        new int[rows],
        new double[][] {values},
        texts,
        new byte[rows],
        tiles);
  }
}
