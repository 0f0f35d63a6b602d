package io.penstock.runners.launcher;

import io.penstock.io.hot.HotConnection;
import io.penstock.io.hot.HotDatabase;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The result of a query as a table of text. */
final class QueryResult {
  private static final int MAX_WIDTH = 48;

  private QueryResult() {}

  /** Runs a query and prints its rows; nothing it does is kept. */
  static void print(HotConnection hot, String query, PrintWriter out) throws SQLException {
    try (HotDatabase database = HotDatabase.open(hot);
        Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      if (!statement.execute(query)) {
        out.println("no rows");
        out.flush();
        return;
      }
      try (ResultSet rows = statement.getResultSet()) {
        print(rows, out);
      }
    }
  }

  private static void print(ResultSet rows, PrintWriter out) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    int count = columns.getColumnCount();
    int[] widths = new int[count];
    List<String[]> lines = new ArrayList<>();
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = columns.getColumnLabel(i + 1);
      widths[i] = names[i].length();
    }
    lines.add(names);
    while (rows.next()) {
      String[] line = new String[count];
      for (int i = 0; i < count; i++) {
        line[i] = shown(rows.getString(i + 1));
        widths[i] = Math.max(widths[i], line[i].length());
      }
      lines.add(line);
    }
    for (String[] line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < count; i++) {
        text.append(String.format("%-" + widths[i] + "s  ", line[i]));
      }
      out.println(text.toString().stripTrailing());
    }
    out.printf("(%d rows)%n", lines.size() - 1);
    out.flush();
  }

  /**
   * One line of bounded width; control characters escaped, so that data cannot drive a terminal.
   */
  private static String shown(@org.jspecify.annotations.Nullable String value) {
    if (value == null) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    value
        .codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                text.append(String.format("\\u%04x", c));
              } else {
                text.appendCodePoint(c);
              }
            });
    return text.length() <= MAX_WIDTH ? text.toString() : text.substring(0, MAX_WIDTH - 3) + "...";
  }
}
