package io.penstock.runners.faults;

import io.penstock.testkit.process.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/** Somebody locks evidence in the opposite order, and the stream's writer is the one that loses. */
final class Deadlock implements Fault {
  private static final String OPEN = " from tile_evidence where stage <> 'final'";
  private static final String LAST = " order by dataset desc, asset desc, tile_start desc limit 20";

  @Override
  public void strike(LiveSite site, Random random) throws Exception {
    long before = deadlocks(site);
    Await.until(
        "a writer has lost",
        () -> {
          provoke(site);
          return deadlocks(site) > before;
        });
  }

  private static void provoke(LiveSite site) throws Exception {
    try (Connection other = site.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      // It looks for deadlocks later than anybody else, so it is never the one that finds one.
      statement.execute("set deadlock_timeout = '10min'");
      statement.execute("set lock_timeout = '10s'");
      statement.execute(
          "select 1 from tile_evidence where (dataset, asset, tile_start) in"
              + (" (select dataset, asset, tile_start" + OPEN + LAST + ")")
              + " for update");
      Await.until("a writer waits", () -> Backends.of(site).waiting() > 0);
      statement.execute("select 1" + OPEN + " for update");
      other.rollback();
    } catch (SQLException e) {
      if (!"55P03".equals(e.getSQLState())) {
        throw e;
      }
      // The writer waited for nothing that it had locked something before: try again.
    }
  }

  private static long deadlocks(LiveSite site) throws SQLException {
    return site.number("select deadlocks from pg_stat_database where datname = current_database()");
  }
}
