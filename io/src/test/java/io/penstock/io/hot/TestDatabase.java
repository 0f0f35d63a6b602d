package io.penstock.io.hot;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A real PostgreSQL, one per JVM; every test gets a migrated database of its own in it. */
public final class TestDatabase {
  private static final String TEMPLATE = "migrated";
  private static final TestDatabase SERVER = new TestDatabase();

  private final EmbeddedPostgres server;
  private int databases;

  private TestDatabase() {
    try {
      server = EmbeddedPostgres.builder().start();
      create(TEMPLATE, "template0");
      HotSchema.migrate(connection(TEMPLATE));
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("PostgreSQL did not start", e);
    }
  }

  /** A migrated database that nobody else uses. */
  public static HotConnection fresh() throws SQLException {
    return SERVER.next(TEMPLATE);
  }

  /** A database without tables. */
  public static HotConnection empty() throws SQLException {
    return SERVER.next("template0");
  }

  /** Rows of a query, their fields joined by {@code |}. */
  static List<String> query(HotConnection connection, String sql, Object... parameters)
      throws SQLException {
    try (Connection jdbc = DriverManager.getConnection(connection.url(), connection.user(), "");
        PreparedStatement statement = jdbc.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<String> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
          List<String> fields = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            fields.add(String.valueOf(result.getString(i)));
          }
          rows.add(String.join("|", fields));
        }
      }
      return rows;
    }
  }

  static void execute(HotConnection connection, String sql) throws SQLException {
    try (Connection jdbc = DriverManager.getConnection(connection.url(), connection.user(), "");
        Statement statement = jdbc.createStatement()) {
      statement.execute(sql);
    }
  }

  private synchronized HotConnection next(String template) throws SQLException {
    databases++;
    String name = "test_" + databases;
    create(name, template);
    return connection(name);
  }

  private void create(String name, String template) throws SQLException {
    execute(connection("postgres"), "create database " + name + " template " + template);
  }

  private HotConnection connection(String database) {
    return HotConnection.trusted(server.getJdbcUrl("postgres", database), "postgres");
  }
}
