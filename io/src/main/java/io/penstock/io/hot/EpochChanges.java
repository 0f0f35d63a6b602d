package io.penstock.io.hot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which rows of the hot tables an epoch has changed: those that differ, bit for bit, from what an
 * older epoch had stored at their place. Written by {@link HotStore} in the transaction that
 * changes them.
 */
public final class EpochChanges {
  private static final String BY_SERIES =
      """
      select dataset, asset, metric, sum(rows_changed)::bigint, sum(rows_removed)::bigint,
        count(*), time_to_micros(min(period_start)), time_to_micros(max(period_start))
      from epoch_changes where plan = ? and epoch = ?
      group by dataset, asset, metric
      order by 4 desc, 5 desc, dataset, asset, metric
      """;

  private final HotDatabase database;

  /** The changes of a migrated database. */
  public EpochChanges(HotDatabase database) {
    this.database = database;
  }

  /**
   * What an epoch changed of one series in one dataset.
   *
   * @param changed rows that are new, or have other content
   * @param removed rows that are gone
   * @param periods in how many archive periods
   * @param firstPeriod start of the first of them, microseconds UTC
   * @param lastPeriod start of the last
   */
  public record Change(
      String dataset,
      String asset,
      String metric,
      long changed,
      long removed,
      long periods,
      long firstPeriod,
      long lastPeriod) {}

  /** All changes of an epoch so far, the largest first. */
  public List<Change> ofEpoch(String plan, int epoch) throws SQLException {
    List<Change> changes = new ArrayList<>();
    try (Connection connection = database.connection();
        PreparedStatement query = connection.prepareStatement(BY_SERIES)) {
      query.setString(1, plan);
      query.setInt(2, epoch);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          changes.add(
              new Change(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getLong(4),
                  row.getLong(5),
                  row.getLong(6),
                  row.getLong(7),
                  row.getLong(8)));
        }
      }
    }
    return changes;
  }
}
