package io.penstock.runners.submit;

import io.penstock.io.hot.HotConnection;
import io.penstock.testkit.process.Await;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Holds up whoever stores tiles of one asset in one dataset, until it is opened: so a run stands
 * still in the middle, with some tiles in and others not.
 */
final class StoreGate implements AutoCloseable {
  private static final String KEY = "20260105";

  private final Connection holder;
  private final String connectionUrl;

  private StoreGate(Connection holder, String url) {
    this.holder = holder;
    this.connectionUrl = url;
  }

  /** Closes the gate for an asset's measurements. */
  static StoreGate close(HotConnection hot, String asset) throws SQLException {
    Connection connection = DriverManager.getConnection(hot.url(), hot.user(), "");
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create function stand() returns trigger language plpgsql as $$ begin"
              + " perform pg_advisory_xact_lock_shared("
              + KEY
              + "); return new; end $$");
      statement.execute(
          "create trigger gate before insert on tile_evidence for each row when (new.asset = '"
              + asset
              + "' and new.dataset = 'measurements') execute function stand()");
      statement.execute("select pg_advisory_lock(" + KEY + ")");
    }
    return new StoreGate(connection, hot.url());
  }

  /** Waits until so many connections stand before it. */
  void awaitStanding(int count) throws Exception {
    Await.until(count + " stand before the gate of " + connectionUrl, () -> standing() >= count);
  }

  /** How many connections stand before it. */
  int standing() throws SQLException {
    try (Statement statement = holder.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from pg_stat_activity"
                    + " where datname = current_database() and wait_event = 'advisory'")) {
      row.next();
      return row.getInt(1);
    }
  }

  /** Opens it: for good. */
  @Override
  public void close() throws SQLException {
    holder.close();
  }
}
