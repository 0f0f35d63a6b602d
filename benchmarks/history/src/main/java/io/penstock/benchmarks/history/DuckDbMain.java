package io.penstock.benchmarks.history;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The work on DuckDB: {@code DuckDbMain RAW_FOLDER THREADS MEMORY SPILL_FOLDER}. */
public final class DuckDbMain {
  private DuckDbMain() {}

  /** Runs it, and prints the answer. */
  public static void main(String[] args) throws SQLException {
    Work work =
        new Work(
            """
            select m.id as id, m.ts as ts, m.value as v from (
              select from_json(line, '{"id":"VARCHAR","ts":"BIGINT","value":"DOUBLE"}') as m
              from (
                select unnest(string_split(decode(payload), chr(10))) as line
                from read_parquet('%s/**/*.parquet'))
              where line <> '')
            """
                .formatted(args[0].replace("'", "''")),
            "arg_max(v, ts)",
            "quantile_cont(v, 0.5) as median, quantile_cont(v, 0.05) as q05,"
                + " quantile_cont(v, 0.95) as q95");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("set threads = " + Integer.parseInt(args[1]));
      statement.execute("set memory_limit = '" + args[2] + "'");
      statement.execute("set temp_directory = '" + args[3].replace("'", "''") + "'");
      statement.execute("set preserve_insertion_order = false");
      statement.execute("create temp table readings as " + work.readings());
      Answer.print(
          row(statement, work.admitted()),
          row(statement, work.measurements()),
          row(statement, work.features()));
    }
  }

  private static double[] row(Statement statement, String sql) throws SQLException {
    try (ResultSet result = statement.executeQuery(sql)) {
      result.next();
      double[] row = new double[result.getMetaData().getColumnCount()];
      for (int i = 0; i < row.length; i++) {
        row[i] = result.getDouble(i + 1);
      }
      return row;
    }
  }
}
