package io.penstock.io.sql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a table through {@code COPY ... FROM STDIN (FORMAT binary)}: the fastest
 * way in, and exact, since no number passes through text.
 *
 * <p>Per row: {@link #row} with the number of fields, then that many fields. At the end {@link
 * #finish}; {@link #close} without it gives up. Format: PostgreSQL manual, COPY, "Binary Format".
 */
public final class BinaryCopyIn implements AutoCloseable {
  /** Microseconds from 1970-01-01 to 2000-01-01, from which PostgreSQL counts. */
  static final long POSTGRES_EPOCH_MICROS = 946_684_800_000_000L;

  private static final byte[] HEADER =
      Arrays.copyOf("PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1), 19);
  private static final int FLUSH_BYTES = 1 << 16;
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final CopyIn copy;
  private byte[] buffer = new byte[FLUSH_BYTES + 4096];
  private int size;

  private BinaryCopyIn(CopyIn copy) {
    this.copy = copy;
    System.arraycopy(HEADER, 0, buffer, 0, HEADER.length);
    size = HEADER.length;
  }

  /**
   * Begins.
   *
   * @param sql {@code copy ... from stdin (format binary)}
   */
  public static BinaryCopyIn begin(Connection connection, String sql) throws SQLException {
    return new BinaryCopyIn(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql));
  }

  /** Begins a row of so many fields. */
  public void row(int fields) throws SQLException {
    if (size >= FLUSH_BYTES) {
      flush();
    }
    reserve(2);
    SHORTS.set(buffer, size, (short) fields);
    size += 2;
  }

  /** A {@code text}, as UTF-8. */
  public void text(byte[] utf8) {
    reserve(4 + utf8.length);
    INTS.set(buffer, size, utf8.length);
    System.arraycopy(utf8, 0, buffer, size + 4, utf8.length);
    size += 4 + utf8.length;
  }

  /** A null of any type. */
  public void none() {
    reserve(4);
    INTS.set(buffer, size, -1);
    size += 4;
  }

  /** An {@code integer}. */
  public void int4(int value) {
    reserve(8);
    INTS.set(buffer, size, 4);
    INTS.set(buffer, size + 4, value);
    size += 8;
  }

  /** A {@code double precision}; NaN, which stands for "no value", becomes null. */
  public void number(double value) {
    if (Double.isNaN(value)) {
      none();
    } else {
      int8(Double.doubleToRawLongBits(value));
    }
  }

  /** A {@code timestamptz} in microseconds UTC since 1970. */
  public void time(long micros) {
    // What would wrap around, and what would read as -infinity, becomes a time that is refused.
    long shifted = micros - POSTGRES_EPOCH_MICROS;
    int8(shifted > micros || shifted == Long.MIN_VALUE ? Long.MIN_VALUE + 1 : shifted);
  }

  /**
   * Sends the rest and ends the statement.
   *
   * @return rows that went in
   */
  public long finish() throws SQLException {
    reserve(2);
    SHORTS.set(buffer, size, (short) -1);
    size += 2;
    flush();
    return copy.endCopy();
  }

  /** Gives up if the statement has not ended. */
  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  private void int8(long value) {
    reserve(12);
    INTS.set(buffer, size, 8);
    LONGS.set(buffer, size + 4, value);
    size += 12;
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer, 0, size);
    size = 0;
  }

  private void reserve(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(size, more)));
    }
  }
}
