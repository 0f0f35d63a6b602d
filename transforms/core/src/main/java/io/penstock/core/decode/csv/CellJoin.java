package io.penstock.core.decode.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Several cells as one text: a prefix, then the cells with a separator between them. */
final class CellJoin {
  private final byte separator;
  private final int prefixLength;
  private byte[] bytes;
  private int to;
  private boolean first = true;

  CellJoin(String prefix, char separator) {
    this.separator = (byte) separator;
    bytes = prefix.getBytes(StandardCharsets.UTF_8);
    prefixLength = bytes.length;
  }

  /** Forgets everything but the prefix. */
  void startEmpty() {
    to = prefixLength;
    first = true;
  }

  void add(byte[] cell, int cellFrom, int cellTo) {
    int length = cellTo - cellFrom;
    if (to + length + 1 > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * (to + length + 1));
    }
    if (!first) {
      bytes[to++] = separator;
    }
    first = false;
    System.arraycopy(cell, cellFrom, bytes, to, length);
    to += length;
  }

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return 0;
  }

  int to() {
    return to;
  }
}
