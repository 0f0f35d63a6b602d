package io.penstock.runners.submit;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A measurement to the bit, whoever read it.
 *
 * @param micros time, microseconds since 1970 UTC
 * @param bits those of the value, absent for no value
 */
record MeasurementRow(
    String asset,
    String metric,
    long micros,
    @Nullable Long bits,
    @Nullable String text,
    int quality) {
  private static final String ABSENT = "\\N";

  /** The row at which a result stands: asset, metric, microseconds, value, text, quality. */
  static MeasurementRow of(ResultSet row) throws SQLException {
    double value = row.getDouble(4);
    Long bits = row.wasNull() ? null : Double.doubleToRawLongBits(value);
    return new MeasurementRow(
        row.getString(1), row.getString(2), row.getLong(3), bits, row.getString(5), row.getInt(6));
  }

  /** Whether the value is one that stores never have: NaN, or zero with a sign. */
  boolean isOddNumber() {
    return bits != null
        && (Double.isNaN(Double.longBitsToDouble(bits))
            || bits == Double.doubleToRawLongBits(-0.0));
  }

  /** A row as one line, for another process to write. */
  static String line(
      String asset,
      String metric,
      long micros,
      @Nullable Double value,
      @Nullable String text,
      int quality) {
    return String.join(
        "\t",
        asset,
        metric,
        Long.toString(micros),
        value == null ? ABSENT : Long.toString(Double.doubleToRawLongBits(value)),
        text == null ? ABSENT : text,
        Integer.toString(quality));
  }

  /** Reads it back. */
  static MeasurementRow parse(String line) {
    String[] cells = line.split("\t", -1);
    return new MeasurementRow(
        cells[0],
        cells[1],
        Long.parseLong(cells[2]),
        cells[3].equals(ABSENT) ? null : Long.valueOf(cells[3]),
        cells[4].equals(ABSENT) ? null : cells[4],
        Integer.parseInt(cells[5]));
  }
}
