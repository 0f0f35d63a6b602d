package io.penstock.io.hot;

import io.penstock.core.tile.AssetPeriod;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** How far a plan's tiles are sealed, in event time. */
public final class SealedTiles {
  private static final String NEWEST =
      "select time_to_micros(max(tile_start)) from tile_evidence where plan = ?";
  private static final String UNSEALED =
      "select distinct asset, time_to_micros(tile_start) from tile_evidence"
          + " where plan = ? and (stage <> 'final' or epoch < ?)";

  private final HotDatabase database;

  /** The tiles of a migrated database. */
  public SealedTiles(HotDatabase database) {
    this.database = database;
  }

  /** Start of the newest tile that is there, microseconds UTC. */
  public OptionalLong newest(String plan) throws SQLException {
    try (Connection connection = database.connection();
        PreparedStatement query = connection.prepareStatement(NEWEST)) {
      query.setString(1, plan);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        long micros = row.getLong(1);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(micros);
      }
    }
  }

  /** The asset-periods with tiles that are there and not sealed. */
  public SortedSet<AssetPeriod> unsealed(String plan, long periodMicros) throws SQLException {
    return unsealed(plan, Integer.MIN_VALUE, periodMicros);
  }

  /** The asset-periods with tiles that are there and not sealed, or of an older epoch. */
  public SortedSet<AssetPeriod> unsealed(String plan, int epoch, long periodMicros)
      throws SQLException {
    SortedSet<AssetPeriod> unsealed = new TreeSet<>();
    try (Connection connection = database.connection();
        PreparedStatement query = connection.prepareStatement(UNSEALED)) {
      query.setString(1, plan);
      query.setInt(2, epoch);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          unsealed.add(AssetPeriod.at(row.getString(1), row.getLong(2), periodMicros));
        }
      }
    }
    return unsealed;
  }
}
