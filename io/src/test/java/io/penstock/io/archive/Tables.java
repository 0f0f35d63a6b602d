package io.penstock.io.archive;

import io.penstock.core.plan.ArchivePlan;
import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.Evidence;
import io.penstock.core.tile.TileTable;
import io.penstock.core.tile.TileTable.AssetTile;
import io.penstock.core.tile.TileTable.SeriesName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Tables for tests: one archive period of one minute, from 2024-03-01T12:00:00Z. */
final class Tables {
  static final long PERIOD = 60_000_000;
  static final long START = 1_709_294_400_000_000L;
  static final ArchivePlan PLAN = new ArchivePlan(PERIOD, 4);
  static final Dataset MEASUREMENTS =
      new Dataset("measurements", Dataset.Kind.MEASUREMENTS, 10_000_000, 0, List.of("value"));
  static final Dataset FEATURES =
      new Dataset(
          "vibration_10s",
          Dataset.Kind.FEATURES,
          10_000_000,
          10_000_000,
          List.of("count", "mean", "percent_good"));

  private Tables() {}

  /** A table of random rows whose evidence is given. */
  static TileTable random(Dataset dataset, int series, int rowsPerSeries, Evidence evidence) {
    Random random = new Random(31L * series + rowsPerSeries);
    int rows = series * rowsPerSeries;
    List<SeriesName> names = new ArrayList<>();
    int[] rowSeries = new int[rows];
    long[] times = new long[rows];
    int[] qualities = new int[rows];
    double[][] numbers = new double[dataset.numberColumns().size()][rows];
    String[] texts = new String[rows];
    byte[] hasText = new byte[rows];
    Arrays.fill(texts, "");
    for (int s = 0; s < series; s++) {
      names.add(
          new SeriesName(String.format("acme/oslo/hall/line1/press%04d", s / 4), "m" + s % 4));
      double level = random.nextInt(1000);
      for (int i = 0; i < rowsPerSeries; i++) {
        int row = s * rowsPerSeries + i;
        rowSeries[row] = s;
        times[row] = START + i * Math.max(1, PERIOD / rowsPerSeries);
        qualities[row] = random.nextInt(20) == 0 ? 0x40A4_0402 : 0;
        for (double[] column : numbers) {
          level += random.nextGaussian();
          column[row] = random.nextInt(30) == 0 ? Double.NaN : Math.round(level * 100) / 100.0;
        }
      }
    }
    return new TileTable(
        dataset,
        "plant",
        evidence.epoch(),
        1,
        START,
        PERIOD,
        names,
        rowSeries,
        times,
        qualities,
        numbers,
        texts,
        hasText,
        List.of(
            new AssetTile("acme/oslo/hall/line1/press0000", START, Evidence.none(evidence.epoch())),
            new AssetTile("acme/oslo/hall/line1/press0001", START, evidence)));
  }

  /** A small table of measurements with so many readings. */
  static TileTable small(int epoch, long readings, long digest) {
    return random(MEASUREMENTS, 3, 5, new Evidence(epoch, readings, 7, digest));
  }

  /** The same table as another plan's. */
  static TileTable ofPlan(TileTable table, String plan) {
    return copy(table, plan, table.rowTexts(), table.rowHasText());
  }

  /** The same table with texts; an absent one is null. */
  static TileTable withTexts(TileTable table, List<String> texts, List<Integer> hasText) {
    String[] rowTexts = texts.toArray(String[]::new);
    byte[] present = new byte[rowTexts.length];
    for (int i = 0; i < present.length; i++) {
      present[i] = hasText.get(i).byteValue();
    }
    return copy(table, table.plan(), rowTexts, present);
  }

  private static TileTable copy(TileTable t, String plan, String[] texts, byte[] hasText) {
    return new TileTable(
        t.dataset(),
        plan,
        t.epoch(),
        t.lane(),
        t.spanStart(),
        t.spanMicros(),
        t.series(),
        t.rowSeries(),
        t.rowTimes(),
        t.rowQualities(),
        t.numbers(),
        texts,
        hasText,
        t.tiles());
  }
}
