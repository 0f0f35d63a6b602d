package io.penstock.io.hot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * Which parts of archive periods the live stream of a plan has sealed. A part is one dataset of one
 * shard. Parts are sealed one by one, so that a stream that ends may leave periods of which only
 * some are: {@link #firstOpen} finds where they begin.
 *
 * <p>A part counts whether or not it has readings, since a part that is missing because nothing was
 * in it looks like one that is missing because the stream ended before.
 */
public final class SealedParts {
  private static final String PUT =
      """
      insert into sealed_parts (plan, period_start, dataset, shard, parts)
      values (?, micros_to_time(?), ?, ?, ?)
      on conflict (plan, period_start, dataset, shard) do nothing
      """;
  private static final String PERIODS =
      """
      select time_to_micros(period_start), count(*) >= max(parts)
      from sealed_parts where plan = ?
      group by period_start order by period_start
      """;

  private final HotDatabase database;
  private final String plan;

  /** The parts of a plan in a migrated database. */
  public SealedParts(HotDatabase database, String plan) {
    this.database = database;
    this.plan = plan;
  }

  /**
   * Notes a part whose results are in all stores.
   *
   * @param periodStart start of the period, microseconds UTC
   * @param parts how many parts the period has in all
   */
  public void put(long periodStart, String dataset, int shard, int parts) throws SQLException {
    try (Connection connection = database.connection();
        PreparedStatement put = connection.prepareStatement(PUT)) {
      put.setString(1, plan);
      put.setLong(2, periodStart);
      put.setString(3, dataset);
      put.setInt(4, shard);
      put.setInt(5, parts);
      put.executeUpdate();
      connection.commit();
    }
  }

  /**
   * Start of the first period that is not sealed as a whole, microseconds UTC; empty when no period
   * has a sealed part.
   *
   * @param periodMicros length of a period
   */
  public OptionalLong firstOpen(long periodMicros) throws SQLException {
    OptionalLong open = OptionalLong.empty();
    try (Connection connection = database.connection();
        PreparedStatement query = connection.prepareStatement(PERIODS)) {
      query.setString(1, plan);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          long period = row.getLong(1);
          if (!row.getBoolean(2)) {
            return OptionalLong.of(period);
          }
          open = OptionalLong.of(period + periodMicros);
        }
      }
    }
    return open;
  }
}
