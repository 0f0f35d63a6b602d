package io.penstock.io.parquet;

import io.penstock.io.object.UnreadableObjectException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.column.ColumnReader;

/**
 * A column read from the first row to the last: each call takes one row's value and moves on. Where
 * a value is absent the caller's default stands for it. Why all exceptions of the library are
 * caught: see {@link ParquetObject}.
 */
public final class Column {
  private static final byte[] NO_BYTES = {};

  private final String location;
  private final ColumnReader reader;
  private final int present;
  private byte[] lastBytes = NO_BYTES;
  private String lastText = "";

  Column(String location, ColumnReader reader) {
    this.location = location;
    this.reader = reader;
    this.present = reader.getDescriptor().getMaxDefinitionLevel();
  }

  /** Whether the current row has a value; does not move on. */
  public boolean hasValue() {
    return reader.getCurrentDefinitionLevel() == present;
  }

  /** Takes a 64-bit integer. */
  public long takeLong(long absent) throws UnreadableObjectException {
    try {
      long value = hasValue() ? reader.getLong() : absent;
      reader.consume();
      return value;
    } catch (RuntimeException e) {
      throw damaged(e);
    }
  }

  /** Takes a 32-bit integer. */
  public int takeInt(int absent) throws UnreadableObjectException {
    try {
      int value = hasValue() ? reader.getInteger() : absent;
      reader.consume();
      return value;
    } catch (RuntimeException e) {
      throw damaged(e);
    }
  }

  /** Takes a float64. */
  public double takeDouble(double absent) throws UnreadableObjectException {
    try {
      double value = hasValue() ? reader.getDouble() : absent;
      reader.consume();
      return value;
    } catch (RuntimeException e) {
      throw damaged(e);
    }
  }

  /** Takes bytes, empty when absent. */
  public byte[] takeBytes() throws UnreadableObjectException {
    try {
      byte[] value = hasValue() ? reader.getBinary().getBytes() : NO_BYTES;
      reader.consume();
      return value;
    } catch (RuntimeException e) {
      throw damaged(e);
    }
  }

  /** Takes text, empty when absent. Runs of equal text, as in sorted names, share one string. */
  public String takeText() throws UnreadableObjectException {
    byte[] value = takeBytes();
    if (!Arrays.equals(value, lastBytes)) {
      lastBytes = value;
      lastText = new String(value, StandardCharsets.UTF_8);
    }
    return lastText;
  }

  private UnreadableObjectException damaged(RuntimeException e) {
    String name = String.join(".", reader.getDescriptor().getPath());
    return new UnreadableObjectException(location, "its column " + name + " is damaged", e);
  }
}
