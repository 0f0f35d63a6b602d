package io.penstock.io.hot;

import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.Evidence;
import io.penstock.core.tile.Hash128;
import io.penstock.core.tile.TileTable;
import io.penstock.core.tile.TileTable.AssetTile;
import io.penstock.core.tile.TileTable.SeriesName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Builds {@link TileTable}s by hand, in any order. Tiles are 10 microseconds unless said. */
final class TestTables {
  static final Dataset MEASUREMENTS =
      new Dataset("measurements", Dataset.Kind.MEASUREMENTS, 10, 0, List.of("value"));

  /** Windows of 20 that hop by 10. */
  static final Dataset FEATURES =
      new Dataset("hopping", Dataset.Kind.FEATURES, 10, 20, List.of("count", "mean", "last"));

  static final long PERIOD = 100;
  static final String PLAN = "plan";

  private final Dataset dataset;
  private final List<AssetTile> tiles = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();
  private String plan = PLAN;
  private int epoch = 1;

  private TestTables(Dataset dataset) {
    this.dataset = dataset;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Row(
      SeriesName series, long time, int quality, double[] numbers, String text, byte hasText) {}

  static TestTables of(Dataset dataset) {
    return new TestTables(dataset);
  }

  /** A table of one tile of measurements: asset {@code a}, start 0. */
  static TestTables tile(int readings) {
    return of(MEASUREMENTS).with("a", 0, readings);
  }

  TestTables plan(String name) {
    plan = name;
    return this;
  }

  /** Before any tile. */
  TestTables epoch(int number) {
    epoch = number;
    return this;
  }

  /** An asset-tile that rests on so many readings. */
  TestTables with(String asset, long start, int readings) {
    return with(asset, start, readings, 0);
  }

  /** An asset-tile that rests on so many readings of a variant of its own. */
  TestTables with(String asset, long start, int readings, int variant) {
    tiles.add(new AssetTile(asset, start, evidence(epoch, readings, variant)));
    return this;
  }

  TestTables row(String asset, String metric, long time, double... numbers) {
    rows.add(new Row(new SeriesName(asset, metric), time, 0, numbers, "", (byte) 0));
    return this;
  }

  TestTables text(String asset, String metric, long time, String text) {
    double[] none = new double[dataset.numberColumns().size()];
    Arrays.fill(none, Double.NaN);
    rows.add(new Row(new SeriesName(asset, metric), time, 0x4094_0000, none, text, (byte) 1));
    return this;
  }

  TileTable build() {
    Comparator<SeriesName> bySeries =
        Comparator.comparing(SeriesName::asset).thenComparing(SeriesName::metric);
    tiles.sort(Comparator.comparing(AssetTile::asset).thenComparingLong(AssetTile::tileStart));
    rows.sort(Comparator.comparing(Row::series, bySeries).thenComparingLong(Row::time));
    TreeSet<SeriesName> distinct = new TreeSet<>(bySeries);
    rows.forEach(row -> distinct.add(row.series()));
    List<SeriesName> series = List.copyOf(distinct);
    double[][] numbers = new double[dataset.numberColumns().size()][];
    for (int c = 0; c < numbers.length; c++) {
      int column = c;
      numbers[c] = rows.stream().mapToDouble(row -> row.numbers()[column]).toArray();
    }
    byte[] hasText = new byte[rows.size()];
    for (int i = 0; i < hasText.length; i++) {
      hasText[i] = rows.get(i).hasText();
    }
    return new TileTable(
        dataset,
        plan,
        epoch,
        0,
        0,
        10,
        series,
        rows.stream().mapToInt(row -> series.indexOf(row.series())).toArray(),
        rows.stream().mapToLong(Row::time).toArray(),
        rows.stream().mapToInt(Row::quality).toArray(),
        numbers,
        rows.stream().map(Row::text).toArray(String[]::new),
        hasText,
        List.copyOf(tiles));
  }

  static Evidence evidence(int epoch, int readings, int variant) {
    long[] hash = new long[2];
    Hash128.hash(new long[] {readings, variant}, 0, 2, 0, hash);
    return new Evidence(epoch, readings, hash[0], hash[1]);
  }
}
