package io.penstock.io.hot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What TimescaleDB adds when it is there: hypertables over the two tables of results, cut by day,
 * and compression of what is older than a week. Without it the tables are plain and everything
 * works. Running it again changes nothing. No retention policy is set: to forget data is the
 * owner's decision.
 *
 * <p>The extension is created only where the server has it and preloads it; where the user may not
 * see whether it is preloaded, the database's owner creates the extension and this class finds it.
 */
public final class TimescaleExtras {
  private static final String INSTALLED =
      "select exists (select from pg_extension where extname = 'timescaledb')";
  private static final String CREATABLE =
      "select exists (select from pg_available_extensions where name = 'timescaledb')"
          + " and exists (select from pg_settings where name = 'shared_preload_libraries'"
          + " and setting ~ 'timescaledb')";
  private static final String COMPRESSED =
      "select exists (select from timescaledb_information.hypertables"
          + " where hypertable_schema = current_schema() and hypertable_name = ?"
          + " and compression_enabled)";

  private static final List<Hypertable> HYPERTABLES =
      List.of(
          new Hypertable("measurements", "time", "asset, metric"),
          new Hypertable("features", "window_start", "feature_group, asset, metric"));

  private TimescaleExtras() {}

  /** What was done. */
  public enum Result {
    /** The server has no usable TimescaleDB. */
    SKIPPED,
    /** Hypertables and policies are in place. */
    APPLIED
  }

  /** Applies the extras if TimescaleDB is usable, in one transaction. */
  public static Result apply(HotDatabase database) throws SQLException {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      if (!truth(statement, INSTALLED)) {
        if (!truth(statement, CREATABLE)) {
          return Result.SKIPPED;
        }
        statement.execute("create extension if not exists timescaledb");
      }
      for (Hypertable table : HYPERTABLES) {
        apply(connection, statement, table);
      }
      connection.commit();
      return Result.APPLIED;
    }
  }

  private static void apply(Connection connection, Statement statement, Hypertable table)
      throws SQLException {
    statement.execute(table.create());
    try (PreparedStatement query = connection.prepareStatement(COMPRESSED)) {
      query.setString(1, table.name());
      try (ResultSet result = query.executeQuery()) {
        // Settings of chunks that are compressed already cannot be set again.
        if (!result.next() || !result.getBoolean(1)) {
          statement.execute(table.compress());
        }
      }
    }
    statement.execute(table.policy());
  }

  private static boolean truth(Statement statement, String sql) throws SQLException {
    try (ResultSet result = statement.executeQuery(sql)) {
      return result.next() && result.getBoolean(1);
    }
  }

  private record Hypertable(String name, String time, String series) {
    String create() {
      return "select create_hypertable('%s', '%s', chunk_time_interval => interval '1 day',"
              .formatted(name, time)
          + " if_not_exists => true, migrate_data => true)";
    }

    String compress() {
      return "alter table %s set (timescaledb.compress, timescaledb.compress_segmentby = '%s',"
              .formatted(name, series)
          + " timescaledb.compress_orderby = '%s')".formatted(time);
    }

    String policy() {
      return "select add_compression_policy('%s', interval '7 days', if_not_exists => true)"
          .formatted(name);
    }
  }
}
