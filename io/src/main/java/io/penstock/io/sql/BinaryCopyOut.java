package io.penstock.io.sql;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Rows on their way out through {@code COPY (query) TO STDOUT (FORMAT binary)}: streamed, and exact
 * to the bit. Use: {@link #next}, then each field in order by its type.
 *
 * <p>PostgreSQL sends one row per message, and the header with the first; the format does not
 * promise that, so a message that ends inside a row is reported instead of misread.
 */
public final class BinaryCopyOut implements AutoCloseable {
  private static final int FIXED_HEADER = 15;

  private final CopyOut copy;
  private ByteBuffer message = ByteBuffer.allocate(0);
  private boolean started;

  private BinaryCopyOut(CopyOut copy) {
    this.copy = copy;
  }

  /**
   * Begins.
   *
   * @param sql {@code copy (...) to stdout (format binary)}
   */
  public static BinaryCopyOut begin(Connection connection, String sql) throws SQLException {
    return new BinaryCopyOut(connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql));
  }

  /** Goes to the next row; false at the end. */
  public boolean next() throws SQLException {
    while (!message.hasRemaining()) {
      byte @Nullable [] bytes = copy.readFromCopy();
      if (bytes == null) {
        return false;
      }
      message = ByteBuffer.wrap(bytes);
      if (!started) {
        started = true;
        message.position(FIXED_HEADER);
        int extension = message.getInt();
        message.position(message.position() + extension);
      }
    }
    // The end is a row of -1 fields, and after it the server ends the statement.
    if (message.getShort() >= 0) {
      return true;
    }
    return next();
  }

  /** Whether the next field is null; it is then read. */
  public boolean isNone() {
    message.mark();
    if (message.getInt() < 0) {
      return true;
    }
    message.reset();
    return false;
  }

  /** A {@code text} or {@code bytea} that is not null. */
  public byte[] bytes() {
    byte[] bytes = new byte[message.getInt()];
    message.get(bytes);
    return bytes;
  }

  /** An {@code integer} that is not null. */
  public int int4() {
    skipLength(4);
    return message.getInt();
  }

  /** A {@code double precision}; null becomes NaN. */
  public double number() {
    if (isNone()) {
      return Double.NaN;
    }
    skipLength(8);
    return message.getDouble();
  }

  /** A {@code timestamptz} that is not null, in microseconds UTC since 1970. */
  public long time() {
    skipLength(8);
    return message.getLong() + BinaryCopyIn.POSTGRES_EPOCH_MICROS;
  }

  /** Gives up what has not been read. */
  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  private void skipLength(int expected) {
    int length = message.getInt();
    if (length != expected) {
      throw new IllegalStateException(
          "expected a field of " + expected + " bytes, but was: " + length);
    }
  }
}
