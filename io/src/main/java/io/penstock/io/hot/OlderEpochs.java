package io.penstock.io.hot;

import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.Evidence;
import io.penstock.core.tile.TileTable.AssetTile;
import io.penstock.io.sql.SqlFault;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * Removes asset-tiles of older epochs, as {@link HotStore#removeOlderEpochs} says, and counts their
 * rows among what the new epoch has changed.
 */
record OlderEpochs(
    Dataset dataset,
    SortedSet<String> assets,
    long fromMicros,
    long toMicros,
    HotStore.NewEpoch epoch) {
  private static final String WHERE =
      """
      where dataset = ? and asset = any (?) and tile_start >= micros_to_time(?)
        and tile_start < micros_to_time(?) and epoch < ?
      """;
  private static final String LOCK =
      "select asset, time_to_micros(tile_start) from tile_evidence "
          + WHERE
          + " order by asset collate \"C\", tile_start for update";
  private static final String DELETE = "delete from tile_evidence " + WHERE;

  int remove(Connection connection) throws SQLException {
    List<AssetTile> tiles = lock(connection);
    if (tiles.isEmpty()) {
      return 0;
    }
    ChangeTally changes = new ChangeTally(dataset, epoch.periodMicros());
    tiles.forEach(changes::renewed);
    new StoredRows(connection, dataset).deleteAll(tiles, changes::removed);
    changes.store(connection, epoch.plan(), epoch.number());
    try (PreparedStatement evidence = connection.prepareStatement(DELETE)) {
      // The locks keep these as they are. Should another of an older epoch have come in since, its
      // rows would stay without evidence: so count.
      bind(connection, evidence);
      if (evidence.executeUpdate() != tiles.size()) {
        throw SqlFault.contention("asset-tiles of an older epoch came in meanwhile");
      }
    }
    return tiles.size();
  }

  private List<AssetTile> lock(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(LOCK)) {
      bind(connection, query);
      List<AssetTile> tiles = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          tiles.add(new AssetTile(row.getString(1), row.getLong(2), Evidence.none(epoch.number())));
        }
      }
      return tiles;
    }
  }

  private void bind(Connection connection, PreparedStatement statement) throws SQLException {
    statement.setString(1, dataset.name());
    statement.setArray(2, connection.createArrayOf("text", assets.toArray(String[]::new)));
    statement.setLong(3, fromMicros);
    statement.setLong(4, toMicros);
    statement.setInt(5, epoch.number());
  }
}
