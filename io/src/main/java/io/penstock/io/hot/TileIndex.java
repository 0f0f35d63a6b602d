package io.penstock.io.hot;

import io.penstock.core.tile.TileTable;
import io.penstock.core.tile.TileTable.AssetTile;
import io.penstock.core.tile.TileTable.SeriesName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which rows of a {@link TileTable} belong to which of its asset-tiles. A table's rows are sorted
 * by asset, metric and time, so the rows of a tile lie scattered; this gathers them, in the same
 * order, by counting.
 */
final class TileIndex {
  private final TileTable table;
  private final int[] rowsByTile;
  private final int[] offsets;

  /**
   * Sorts the rows into tiles.
   *
   * @throws IllegalArgumentException if tiles, series or rows are not sorted as {@link TileTable}
   *     says, without duplicates, or a row has no tile: a mistake of the program, not of the data
   */
  TileIndex(TileTable table) {
    this.table = table;
    checkOrder(table);
    Map<String, int[]> tilesOfAsset = tilesOfAsset(table.tiles());
    int rows = table.rows();
    int[] tileOfRow = new int[rows];
    offsets = new int[table.tiles().size() + 1];
    for (int row = 0; row < rows; row++) {
      tileOfRow[row] = tileOf(row, tilesOfAsset);
      offsets[tileOfRow[row] + 1]++;
    }
    Arrays.parallelPrefix(offsets, Integer::sum);
    int[] next = offsets.clone();
    rowsByTile = new int[rows];
    for (int row = 0; row < rows; row++) {
      rowsByTile[next[tileOfRow[row]]++] = row;
    }
  }

  TileTable table() {
    return table;
  }

  AssetTile tile(int tile) {
    return table.tiles().get(tile);
  }

  /** Number of rows of a tile. */
  int rows(int tile) {
    return offsets[tile + 1] - offsets[tile];
  }

  /** The {@code i}-th row of a tile, as an index into the table. */
  int row(int tile, int i) {
    return rowsByTile[offsets[tile] + i];
  }

  /** A run of neighbouring tiles. */
  record Range(int from, int to) {
    int size() {
      return to - from;
    }
  }

  /** Cuts the tiles into runs within both limits; a tile with more rows is a run of its own. */
  List<Range> batches(int maxRows, int maxTiles) {
    List<Range> batches = new ArrayList<>();
    int tiles = table.tiles().size();
    for (int from = 0; from < tiles; ) {
      int to = from + 1;
      while (to < tiles && to - from < maxTiles && offsets[to + 1] - offsets[from] <= maxRows) {
        to++;
      }
      batches.add(new Range(from, to));
      from = to;
    }
    return batches;
  }

  private int tileOf(int row, Map<String, int[]> tilesOfAsset) {
    String asset = table.series().get(table.rowSeries()[row]).asset();
    long start = table.dataset().tileStart(table.rowTimes()[row]);
    int[] range = tilesOfAsset.getOrDefault(asset, new int[] {0, 0});
    int low = range[0];
    int high = range[1] - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long there = table.tiles().get(middle).tileStart();
      if (there == start) {
        return middle;
      }
      if (there < start) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    throw new IllegalArgumentException(
        "row " + row + " belongs to no asset-tile of the table: tile start " + start);
  }

  private static void checkOrder(TileTable table) {
    for (int i = 1; i < table.series().size(); i++) {
      SeriesName before = table.series().get(i - 1);
      SeriesName here = table.series().get(i);
      int byAsset = before.asset().compareTo(here.asset());
      if (byAsset > 0 || (byAsset == 0 && before.metric().compareTo(here.metric()) >= 0)) {
        throw new IllegalArgumentException("series are not in order at " + i);
      }
    }
    int[] series = table.rowSeries();
    long[] times = table.rowTimes();
    for (int row = 1; row < series.length; row++) {
      boolean ordered =
          series[row] > series[row - 1]
              || (series[row] == series[row - 1] && times[row] > times[row - 1]);
      if (!ordered) {
        throw new IllegalArgumentException("rows are not in order at " + row);
      }
    }
  }

  private static Map<String, int[]> tilesOfAsset(List<AssetTile> tiles) {
    Map<String, int[]> ranges = new HashMap<>();
    int from = 0;
    for (int i = 0; i < tiles.size(); i++) {
      AssetTile tile = tiles.get(i);
      if (i > 0) {
        int byAsset = tiles.get(i - 1).asset().compareTo(tile.asset());
        if (byAsset > 0 || (byAsset == 0 && tiles.get(i - 1).tileStart() >= tile.tileStart())) {
          throw new IllegalArgumentException("asset-tiles are not in order at " + i);
        }
        from = byAsset == 0 ? from : i;
      }
      ranges.put(tile.asset(), new int[] {from, i + 1});
    }
    return ranges;
  }
}
