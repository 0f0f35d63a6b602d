package io.penstock.runners.faults;

import io.penstock.testkit.process.Await;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Random;

/** Somebody locks a table, and the database's lock time-out ends the writers that wait for it. */
final class HoldLock implements Fault {
  @Override
  public void strike(LiveSite site, Random random) throws Exception {
    String database = "alter database site_" + site.name();
    site.execute(database + " set lock_timeout = '1s'");
    try (Connection other = site.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table tile_evidence in exclusive mode");
      // Connections learn of the time-out when they are opened.
      Backends.of(site).end();
      Await.until(
          "a writer has waited long enough",
          () -> site.rest().lastFault(site.job()).contains("lock timeout"));
      other.rollback();
    } finally {
      site.execute(database + " reset lock_timeout");
      Backends.of(site).end();
    }
  }
}
