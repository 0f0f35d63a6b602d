package io.penstock.io.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds one column of many values as one array parameter, for {@code unnest}. */
public final class SqlArrays {
  private SqlArrays() {}

  /** Binds a {@code text[]}. */
  public static <T> void texts(
      PreparedStatement statement, int parameter, List<T> rows, Function<T, String> column)
      throws SQLException {
    String[] values = new String[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
    }
    statement.setArray(parameter, statement.getConnection().createArrayOf("text", values));
  }

  /** Binds a {@code bigint[]}; values may be null. */
  public static <T> void longs(
      PreparedStatement statement, int parameter, List<T> rows, Function<T, @Nullable Long> column)
      throws SQLException {
    @Nullable Long[] values = new Long[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
    }
    statement.setArray(parameter, statement.getConnection().createArrayOf("int8", values));
  }

  /** Binds an {@code integer[]}. */
  public static <T> void ints(
      PreparedStatement statement, int parameter, List<T> rows, Function<T, Integer> column)
      throws SQLException {
    Integer[] values = new Integer[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
    }
    statement.setArray(parameter, statement.getConnection().createArrayOf("int4", values));
  }

  /** Binds a {@code bytea[]}. */
  public static <T> void bytes(
      PreparedStatement statement, int parameter, List<T> rows, Function<T, byte[]> column)
      throws SQLException {
    byte[][] values = new byte[rows.size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
    }
    statement.setArray(parameter, statement.getConnection().createArrayOf("bytea", values));
  }
}
