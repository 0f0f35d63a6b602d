package io.penstock.core.tile;

import io.penstock.core.tile.TileTable.SeriesName;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Sums the hashes of the rows of one dataset, so that any two stores of the same rows can be
 * compared: the hot tables, the archive, and a table in memory.
 *
 * <p>The canonical bytes of a row, numbers with the highest byte first and strings as UTF-8 behind
 * their length (4 bytes):
 *
 * <ol>
 *   <li>dataset, asset, metric;
 *   <li>grid time or window start, microseconds UTC (8 bytes);
 *   <li>window end (8 bytes), for features only;
 *   <li>quality (4 bytes);
 *   <li>per number that is not NaN, in the order of the dataset's columns: 1 (1 byte), the column's
 *       name, the raw bits (8 bytes). A column that is absent says the same as one without a value;
 *       -0.0 is not 0.0;
 *   <li>if the row has text: 2 (1 byte), the text.
 * </ol>
 *
 * <p>Each is hashed with {@link Hash128}, seed 0. Use: {@link #begin}, {@link #number} in column
 * order, {@link #text} at most once, {@link #end}; not safe for threads; memory is one row's bytes.
 */
public final class RowDigest {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final byte NUMBER = 1;
  private static final byte TEXT = 2;

  private final Dataset.Kind kind;
  private final byte[] name;
  private final long[] hash = new long[2];
  private byte[] bytes = new byte[512];
  private int size;
  private long rows;
  private long high;
  private long low;

  /** A sum over no rows yet. */
  public RowDigest(Dataset dataset) {
    kind = dataset.kind();
    name = utf8(dataset.name());
  }

  /** The digest of all rows of a table in memory. */
  public static TableDigest of(TileTable table) {
    RowDigest digest = new RowDigest(table.dataset());
    for (int row = 0; row < table.rows(); row++) {
      digest.add(table, row);
    }
    return digest.digest();
  }

  /** Adds one row of a table in memory. */
  public void add(TileTable table, int row) {
    SeriesName series = table.series().get(table.rowSeries()[row]);
    long time = table.rowTimes()[row];
    begin(
        utf8(series.asset()),
        utf8(series.metric()),
        time,
        time + table.dataset().windowMicros(),
        table.rowQualities()[row]);
    for (int column = 0; column < table.numbers().length; column++) {
      number(table.dataset().numberColumns().get(column), table.numbers()[column][row]);
    }
    if (table.rowHasText()[row] != 0) {
      text(utf8(table.rowTexts()[row]));
    }
    end();
  }

  /**
   * Begins a row.
   *
   * @param asset UTF-8
   * @param metric UTF-8
   * @param startMicros grid time or window start
   * @param endMicros window end; ignored for measurements
   * @param quality OPC UA StatusCode
   */
  public void begin(byte[] asset, byte[] metric, long startMicros, long endMicros, int quality) {
    size = 0;
    put(name);
    put(asset);
    put(metric);
    put(startMicros);
    if (kind == Dataset.Kind.FEATURES) {
      put(endMicros);
    }
    reserve(4);
    INTS.set(bytes, size, quality);
    size += 4;
  }

  /** Adds a number; NaN stands for "no value" and adds nothing. */
  public void number(String column, double value) {
    if (Double.isNaN(value)) {
      return;
    }
    put(NUMBER);
    put(utf8(column));
    put(Double.doubleToRawLongBits(value));
  }

  /** Adds the text, UTF-8, after all numbers. */
  public void text(byte[] text) {
    put(TEXT);
    put(text);
  }

  /** Ends the row and adds its hash to the sum. */
  public void end() {
    Hash128.hash(bytes, 0, size, 0, hash);
    low += hash[1];
    high += hash[0] + (Long.compareUnsigned(low, hash[1]) < 0 ? 1 : 0);
    rows++;
  }

  /** The digest of the rows so far. */
  public TableDigest digest() {
    return new TableDigest(rows, high, low);
  }

  private void put(byte marker) {
    reserve(1);
    bytes[size++] = marker;
  }

  private void put(long value) {
    reserve(8);
    LONGS.set(bytes, size, value);
    size += 8;
  }

  private void put(byte[] text) {
    reserve(4 + text.length);
    INTS.set(bytes, size, text.length);
    System.arraycopy(text, 0, bytes, size + 4, text.length);
    size += 4 + text.length;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
