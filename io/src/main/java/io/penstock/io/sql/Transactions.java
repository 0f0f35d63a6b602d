package io.penstock.io.sql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs a piece of work as one transaction, again when another transaction was in its way. */
public final class Transactions {
  /** After so many losses against others something else is wrong, and the engine should know. */
  public static final int MAX_FAILURES = 12;

  private final DataSource pool;
  private final Pause pause;

  /**
   * Transactions over a pool whose connections have auto-commit off.
   *
   * @param pause how long to wait between attempts
   */
  public Transactions(DataSource pool, Pause pause) {
    this.pool = pool;
    this.pause = pause;
  }

  /** What is done in a transaction; it may be done several times. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does the work; neither commits nor rolls back. */
    T run(Connection connection) throws SQLException;
  }

  /**
   * Runs the work and commits.
   *
   * @throws SQLException what the work threw, or the last loss after {@value #MAX_FAILURES}
   */
  public <T> T run(Work<T> work) throws SQLException, InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        return once(work);
      } catch (SQLException e) {
        if (SqlFault.of(e) != SqlFault.CONTENTION || failures == MAX_FAILURES) {
          throw e;
        }
      }
      pause.await(failures);
    }
  }

  private <T> T once(Work<T> work) throws SQLException {
    // The pool rolls back what is not committed when the connection returns to it.
    try (Connection connection = pool.getConnection()) {
      T result = work.run(connection);
      connection.commit();
      return result;
    }
  }
}
