package io.penstock.runners.faults;

import io.penstock.testkit.process.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/** Others take all connections that the server has, also those of the stream once it loses them. */
final class TakeAllConnections implements Fault {
  private static final String TOO_MANY = "53300";

  @Override
  public void strike(LiveSite site, Random random) throws Exception {
    Deque<Connection> taken = new ArrayDeque<>();
    try {
      takeAll(site, taken);
      // The one that ends the others makes room to be had again at once.
      taken.pop().close();
      Backends.of(site).end();
      takeAll(site, taken);
      Await.until(
          "the stream misses connections",
          () -> {
            takeAll(site, taken);
            return site.rest().lastFault(site.job()).contains("too many clients");
          });
    } finally {
      for (Connection connection : taken) {
        connection.close();
      }
    }
  }

  private static void takeAll(LiveSite site, Deque<Connection> taken) throws SQLException {
    try {
      while (true) {
        taken.push(site.connect());
      }
    } catch (SQLException e) {
      if (!TOO_MANY.equals(e.getSQLState())) {
        throw e;
      }
    }
  }
}
