package io.penstock.io.hot;

import io.penstock.core.tile.AssetPeriod;
import io.penstock.io.sql.Pause;
import io.penstock.io.sql.SqlArrays;
import io.penstock.io.sql.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Where an audit under way has found other rows in a store than raw gives. Workers note what they
 * find; the run takes it when they are done. Noting the same again changes nothing.
 */
public final class AuditDifferences {
  private static final String NOTE =
      """
      insert into audit_differences
        (audit, dataset, store, asset, period_start, stored_rows, computed_rows)
      select ?, dataset, store, asset, micros_to_time(period), stored, computed
      from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[])
        as u (dataset, store, asset, period, stored, computed)
      on conflict (audit, dataset, store, asset, period_start) do update set
        stored_rows = excluded.stored_rows, computed_rows = excluded.computed_rows
      """;
  private static final String TAKE =
      """
      delete from audit_differences where audit = ?
      returning dataset, store, asset, time_to_micros(period_start), stored_rows, computed_rows
      """;

  private final Transactions transactions;
  private final String audit;

  /** The differences of one audit. */
  public AuditDifferences(HotDatabase database, String audit) {
    this.transactions = new Transactions(database.dataSource(), Pause.DEFAULT);
    this.audit = audit;
  }

  /**
   * A dataset of an asset-period whose rows in a store are not those that raw gives.
   *
   * @param store {@code hot} or {@code archive}
   * @param storedRows how many rows the store has
   * @param computedRows how many raw gives
   */
  public record Difference(
      String dataset, String store, AssetPeriod where, long storedRows, long computedRows) {}

  /** Notes differences. */
  public void note(Collection<Difference> found) throws SQLException, InterruptedException {
    List<Difference> rows = List.copyOf(found);
    if (rows.isEmpty()) {
      return;
    }
    transactions.run(
        connection -> {
          try (PreparedStatement note = connection.prepareStatement(NOTE)) {
            note.setString(1, audit);
            SqlArrays.texts(note, 2, rows, Difference::dataset);
            SqlArrays.texts(note, 3, rows, Difference::store);
            SqlArrays.texts(note, 4, rows, row -> row.where().asset());
            SqlArrays.longs(note, 5, rows, row -> row.where().startMicros());
            SqlArrays.longs(note, 6, rows, Difference::storedRows);
            SqlArrays.longs(note, 7, rows, Difference::computedRows);
            return note.executeUpdate();
          }
        });
  }

  /** Takes all that was noted, by dataset, store, period and asset. */
  public List<Difference> take() throws SQLException, InterruptedException {
    List<Difference> taken =
        transactions.run(
            connection -> {
              List<Difference> rows = new ArrayList<>();
              try (PreparedStatement take = connection.prepareStatement(TAKE)) {
                take.setString(1, audit);
                try (ResultSet row = take.executeQuery()) {
                  while (row.next()) {
                    rows.add(
                        new Difference(
                            row.getString(1),
                            row.getString(2),
                            new AssetPeriod(row.getString(3), row.getLong(4)),
                            row.getLong(5),
                            row.getLong(6)));
                  }
                }
              }
              return rows;
            });
    taken.sort(
        Comparator.comparing(Difference::dataset)
            .thenComparing(Difference::store)
            .thenComparing(Difference::where));
    return taken;
  }
}
