package io.penstock.io.hot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** What of a plan was removed from the hot tables because the archive has it. */
public final class PrunedParts {
  private static final String ALL =
      "select dataset, time_to_micros(period_start), shard from pruned_parts where plan = ?";
  private static final String PUT =
      """
      insert into pruned_parts (plan, dataset, period_start, shard)
      values (?, ?, micros_to_time(?), ?)
      on conflict (plan, dataset, period_start, shard) do update set pruned = excluded.pruned
      """;

  private static final String RESTORED =
      """
      with kept as (
        select from tile_evidence
        where plan = ? and dataset = ? and asset = any (?)
          and tile_start >= micros_to_time(?) and tile_start < micros_to_time(?)
        for share
      )
      delete from pruned_parts
      where plan = ? and dataset = ? and period_start = micros_to_time(?) and shard = ?
        and exists (select from kept)
      """;

  private final HotDatabase database;
  private final String plan;

  /** The parts of a plan in a migrated database. */
  public PrunedParts(HotDatabase database, String plan) {
    this.database = database;
    this.plan = plan;
  }

  /**
   * One dataset of one shard in one archive period.
   *
   * @param periodStart start of the period, microseconds UTC
   */
  public record Part(String dataset, long periodStart, int shard) {}

  /** All parts. */
  public Set<Part> all() throws SQLException {
    Set<Part> parts = new HashSet<>();
    try (Connection connection = database.connection();
        PreparedStatement query = connection.prepareStatement(ALL)) {
      query.setString(1, plan);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          parts.add(new Part(row.getString(1), row.getLong(2), row.getInt(3)));
        }
      }
    }
    return parts;
  }

  /**
   * Forgets a part whose rows are all in the hot tables again, unless it was pruned anew meanwhile.
   *
   * @param assets those of the part
   * @param periodMicros length of the part's period
   */
  public void restored(Part part, Collection<String> assets, long periodMicros)
      throws SQLException {
    try (Connection connection = database.connection();
        PreparedStatement restored = connection.prepareStatement(RESTORED)) {
      restored.setString(1, plan);
      restored.setString(2, part.dataset());
      restored.setArray(3, connection.createArrayOf("text", assets.toArray()));
      restored.setLong(4, part.periodStart());
      restored.setLong(5, part.periodStart() + periodMicros);
      restored.setString(6, plan);
      restored.setString(7, part.dataset());
      restored.setLong(8, part.periodStart());
      restored.setInt(9, part.shard());
      restored.executeUpdate();
      connection.commit();
    }
  }

  /** Notes a part in the transaction that removes it. */
  static void put(Connection connection, String plan, Part part) throws SQLException {
    try (PreparedStatement put = connection.prepareStatement(PUT)) {
      put.setString(1, plan);
      put.setString(2, part.dataset());
      put.setLong(3, part.periodStart());
      put.setInt(4, part.shard());
      put.executeUpdate();
    }
  }
}
