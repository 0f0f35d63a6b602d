package io.penstock.runners.contract;

import io.penstock.io.hot.HotConnection;
import java.sql.SQLException;
import java.util.function.BiConsumer;

/** Everything in the hot tables, for those who look for what must not be there. */
public final class TableRows {
  private TableRows() {}

  /** Gives the name of a table and a row of it as JSON, for all rows of all tables. */
  public static void forEach(HotConnection owner, BiConsumer<String, String> row)
      throws SQLException {
    String tables = "select tablename from pg_tables where schemaname = 'public'";
    for (String table : HotServer.query(owner, tables)) {
      HotServer.query(owner, "select row_to_json(t)::text from " + table + " t")
          .forEach(json -> row.accept(table, json));
    }
  }
}
