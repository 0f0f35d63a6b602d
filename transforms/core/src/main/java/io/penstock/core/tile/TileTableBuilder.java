package io.penstock.core.tile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Growing columns of a {@link TileTable}; rows are added in the table's order. */
final class TileTableBuilder {
  private static final String NO_TEXT = "";

  private final Dataset dataset;
  private final List<TileTable.SeriesName> series = new ArrayList<>();
  private final List<TileTable.AssetTile> tiles = new ArrayList<>();
  private int size;
  private int[] rowSeries = new int[256];
  private long[] rowTimes = new long[256];
  private int[] rowQualities = new int[256];
  private final double[][] numbers;
  private String[] rowTexts = new String[256];
  private byte[] rowHasText = new byte[256];

  TileTableBuilder(Dataset dataset) {
    this.dataset = dataset;
    this.numbers = new double[dataset.numberColumns().size()][256];
  }

  /** Starts the rows of the next series, which comes after the one before by asset and metric. */
  void series(String asset, String metric) {
    series.add(new TileTable.SeriesName(asset, metric));
  }

  /** Appends a row of the current series; its numbers are set with {@link #number}. */
  void row(long micros, int quality) {
    if (size == rowTimes.length) {
      grow();
    }
    rowSeries[size] = series.size() - 1;
    rowTimes[size] = micros;
    rowQualities[size] = quality;
    rowTexts[size] = NO_TEXT;
    size++;
  }

  /** Sets a number of the last row. */
  void number(int column, double value) {
    numbers[column][size - 1] = value;
  }

  /** Sets the text of the last row. */
  void text(String text) {
    rowTexts[size - 1] = text;
    rowHasText[size - 1] = 1;
  }

  /** Appends one asset-tile. */
  void tile(String asset, long tileStart, Evidence evidence) {
    tiles.add(new TileTable.AssetTile(asset, tileStart, evidence));
  }

  TileTable build(String plan, int epoch, LaneSpan key, long spanMicros) {
    double[][] columns = new double[numbers.length][];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = Arrays.copyOf(numbers[i], size);
    }
    return new TileTable(
        dataset,
        plan,
        epoch,
        key.lane(),
        key.startMicros(),
        spanMicros,
        List.copyOf(series),
        Arrays.copyOf(rowSeries, size),
        Arrays.copyOf(rowTimes, size),
        Arrays.copyOf(rowQualities, size),
        columns,
        Arrays.copyOf(rowTexts, size),
        Arrays.copyOf(rowHasText, size),
        List.copyOf(tiles));
  }

  private void grow() {
    int capacity = size * 2;
    rowSeries = Arrays.copyOf(rowSeries, capacity);
    rowTimes = Arrays.copyOf(rowTimes, capacity);
    rowQualities = Arrays.copyOf(rowQualities, capacity);
    rowTexts = Arrays.copyOf(rowTexts, capacity);
    rowHasText = Arrays.copyOf(rowHasText, capacity);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Arrays.copyOf(numbers[i], capacity);
    }
  }
}
