package io.penstock.io.hot;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What TimescaleDB adds when it is there: hypertables over the two tables of results, cut by day,
 * and compression of what is older than a week. Without it the tables are plain and everything
 * works. No retention policy is set: to forget data is the owner's decision.
 *
 * <p>What is there is left as it is, whoever made it and however it is set. It is looked for first,
 * since TimescaleDB refuses whoever does not own a table before it looks whether there is anything
 * to do, and most programs connect as a role that owns nothing. Who does not own the tables changes
 * nothing and is told what is missing.
 *
 * <p>The extension is created only where the server has it and preloads it; where the user may not
 * see whether it is preloaded, the database's owner creates the extension and this class finds it.
 */
public final class TimescaleExtras {
  private static final String INSTALLED =
      "select to_regclass('timescaledb_information.hypertables') is not null";
  private static final String CREATABLE =
      "select has_database_privilege(current_database(), 'create')"
          + " and exists (select from pg_settings where name = 'shared_preload_libraries'"
          + " and setting ~ 'timescaledb')"
          + " and exists (select from pg_available_extension_versions where name = 'timescaledb'"
          + " and (trusted or not superuser"
          + " or (select rolsuper from pg_roles where rolname = current_user)))";

  private TimescaleExtras() {}

  /** Whether the extras are there. */
  public enum State {
    /** The server has no usable TimescaleDB. */
    UNAVAILABLE,
    /** Everything was there. */
    CURRENT,
    /** What was missing was made. */
    APPLIED,
    /** Something is missing that this user may not make. */
    MISSING
  }

  /**
   * What was found and done.
   *
   * @param parts what was made, or what is missing; empty for the other states
   */
  public record Result(State state, List<String> parts) {
    /** Copies the list. */
    public Result {
      parts = List.copyOf(parts);
    }

    /** One line, unless the server has no TimescaleDB. */
    public Optional<String> told() {
      String names = String.join(", ", parts);
      return switch (state) {
        case UNAVAILABLE -> Optional.empty();
        case CURRENT -> Optional.of("TimescaleDB's extras are current");
        case APPLIED -> Optional.of("TimescaleDB: made " + names);
        case MISSING ->
            Optional.of(
                "TimescaleDB: missing " + names + ": run penstock migrate as the tables' owner");
      };
    }
  }

  /**
   * Applies what is missing of the extras, in one transaction.
   *
   * @throws SQLException when the database cannot be reached, or refuses an owner of the tables
   */
  public static Result apply(HotDatabase database) throws SQLException {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      if (!truth(statement, INSTALLED)) {
        if (!truth(statement, CREATABLE)) {
          return new Result(State.UNAVAILABLE, List.of());
        }
        statement.execute("create extension if not exists timescaledb");
      }
      Result result = complete(connection, statement);
      connection.commit();
      return result;
    }
  }

  private static Result complete(Connection connection, Statement statement) throws SQLException {
    List<String> made = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Hypertable table : Hypertable.ALL) {
      Hypertable.Found found = table.find(connection);
      for (Hypertable.Step step : table.steps(found)) {
        if (found.owned()) {
          make(statement, step);
          made.add(step.name());
        } else {
          missing.add(step.name());
        }
      }
    }
    if (!missing.isEmpty()) {
      return new Result(State.MISSING, missing);
    }
    return new Result(made.isEmpty() ? State.CURRENT : State.APPLIED, made);
  }

  private static void make(Statement statement, Hypertable.Step step) throws SQLException {
    try {
      statement.execute(step.sql());
    } catch (SQLException e) {
      throw new SQLException(
          "TimescaleDB: cannot make " + step.name() + ": " + e.getMessage(), e.getSQLState(), e);
    }
  }

  private static boolean truth(Statement statement, String sql) throws SQLException {
    try (ResultSet result = statement.executeQuery(sql)) {
      return result.next() && result.getBoolean(1);
    }
  }
}
