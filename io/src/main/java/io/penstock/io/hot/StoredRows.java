package io.penstock.io.hot;

import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.TileTable.AssetTile;
import io.penstock.io.sql.SqlArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes stored rows of asset-tiles whose evidence the transaction has locked. The keys are
 * selected first and deleted by key: nearly always there are none, and then nothing else is done.
 */
final class StoredRows {
  private final Connection connection;
  private final Dataset dataset;
  private final RowTable table;

  StoredRows(Connection connection, Dataset dataset) {
    this.connection = connection;
    this.dataset = dataset;
    this.table = RowTable.of(dataset);
  }

  /** Takes the keys of rows. */
  interface Keys {
    /** Does nothing with them. */
    Keys NONE = (asset, metric, micros) -> {};

    /** Takes one, its time in microseconds UTC. */
    void row(String asset, String metric, long micros);
  }

  /**
   * Deletes the rows of the tiles that are not staged. Tiles are sorted by asset and start.
   *
   * @param removed takes the keys of those rows
   */
  long deleteMissing(List<AssetTile> tiles, Keys removed) throws SQLException {
    return delete(table.missingKeys(), tiles, removed);
  }

  /**
   * Deletes all rows of the tiles. Tiles are sorted by asset and start.
   *
   * @param removed takes the keys of those rows
   */
  long deleteAll(List<AssetTile> tiles, Keys removed) throws SQLException {
    return delete(table.storedKeys(), tiles, removed);
  }

  private record Key(String asset, String metric, long micros) {}

  /** Row times {@code [lower, upper)} of an asset. */
  record Range(String asset, long lower, long upper) {}

  /**
   * How far the first row of a tile is from the tile's start: a window of length w belongs to the
   * tile with start < windowStart + w <= end.
   */
  static long rowShift(Dataset dataset) {
    return dataset.kind() == Dataset.Kind.MEASUREMENTS ? 0 : 1 - dataset.windowMicros();
  }

  /** The times of the rows of tiles; neighbouring tiles make one range. */
  static List<Range> ranges(Dataset dataset, List<AssetTile> tiles) {
    long shift = rowShift(dataset);
    List<Range> ranges = new ArrayList<>();
    for (AssetTile tile : tiles) {
      long lower = tile.tileStart() + shift;
      int last = ranges.size() - 1;
      if (last >= 0
          && ranges.get(last).asset().equals(tile.asset())
          && ranges.get(last).upper() == lower) {
        lower = ranges.remove(last).lower();
      }
      ranges.add(new Range(tile.asset(), lower, tile.tileStart() + shift + dataset.tileMicros()));
    }
    return ranges;
  }

  private long delete(String keysSql, List<AssetTile> tiles, Keys removed) throws SQLException {
    List<Key> keys = keys(keysSql, ranges(dataset, tiles));
    if (keys.isEmpty()) {
      return 0;
    }
    keys.forEach(key -> removed.row(key.asset, key.metric, key.micros));
    try (PreparedStatement delete = connection.prepareStatement(table.delete())) {
      SqlArrays.texts(delete, 1, keys, Key::asset);
      SqlArrays.texts(delete, 2, keys, Key::metric);
      SqlArrays.longs(delete, 3, keys, Key::micros);
      bindGroup(delete, 1);
      return delete.executeUpdate();
    }
  }

  private List<Key> keys(String sql, List<Range> ranges) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      SqlArrays.texts(query, 1, ranges, Range::asset);
      SqlArrays.longs(query, 2, ranges, Range::lower);
      SqlArrays.longs(query, 3, ranges, Range::upper);
      bindGroup(query, RowTable.GROUP_IN_KEYS);
      List<Key> keys = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          keys.add(new Key(row.getString(1), row.getString(2), row.getLong(3)));
        }
      }
      return keys;
    }
  }

  private void bindGroup(PreparedStatement statement, int times) throws SQLException {
    if (dataset.kind() == Dataset.Kind.FEATURES) {
      for (int i = 0; i < times; i++) {
        statement.setString(4 + i, dataset.name());
      }
    }
  }
}
