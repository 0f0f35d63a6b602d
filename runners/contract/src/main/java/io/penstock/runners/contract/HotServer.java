package io.penstock.runners.contract;

import io.penstock.io.hot.HotConnection;
import io.penstock.io.hot.HotSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A real PostgreSQL, one per JVM; every site has a migrated database of its own in it. */
final class HotServer {
  private static final String TEMPLATE = "migrated";
  private static final String USER = "postgres";
  private static final HotServer SERVER = new HotServer();

  private final EmbeddedPostgres server;
  private int databases;

  private HotServer() {
    try {
      server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "off")
              .setServerConfig("synchronous_commit", "off")
              .start();
      create(TEMPLATE, "template0");
      HotSchema.migrate(connection(TEMPLATE));
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("PostgreSQL did not start", e);
    }
  }

  /** A migrated database that nobody else uses. */
  static HotConnection fresh() throws SQLException {
    return SERVER.next();
  }

  /** Runs one statement and keeps what it did. */
  static void execute(HotConnection hot, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(hot.url(), hot.user(), "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of a query's rows. */
  static List<String> query(HotConnection hot, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(hot.url(), hot.user(), "");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (row.next()) {
        values.add(row.getString(1));
      }
      return values;
    }
  }

  private synchronized HotConnection next() throws SQLException {
    databases++;
    String name = "site_" + databases;
    create(name, TEMPLATE);
    return connection(name);
  }

  private void create(String name, String template) throws SQLException {
    execute(connection(USER), "create database " + name + " template " + template);
  }

  private HotConnection connection(String database) {
    return HotConnection.trusted(server.getJdbcUrl(USER, database), USER);
  }
}
