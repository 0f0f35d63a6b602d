package io.penstock.core.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds where plain text or a line ends, eight bytes at a time.
 *
 * <p>The lowest byte that a mask flags is exact; a borrow can flag only bytes above it. See Warren,
 * "Hacker's Delight" (2nd edition, 2012), 6-1.
 */
public final class AsciiScan {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private AsciiScan() {}

  /**
   * The index of the first byte in {@code [from, to)} that is not printable ASCII (a control
   * character, DEL or part of another character), or {@code to}.
   */
  public static int printableEnd(byte[] bytes, int from, int to) {
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      long word = (long) EIGHT_BYTES.get(bytes, i);
      long found = unprintable(word);
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (i < to && bytes[i] >= ' ' && bytes[i] != 0x7F) {
      i++;
    }
    return i;
  }

  /** As {@link #printableEnd}, and a quote or backslash ends it too. */
  public static int unescapedEnd(byte[] bytes, int from, int to) {
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      long word = (long) EIGHT_BYTES.get(bytes, i);
      long found = unprintable(word) | equal(word, '"') | equal(word, '\\');
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (i < to && bytes[i] >= ' ' && bytes[i] != 0x7F && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }
    return i;
  }

  /** The index of the first newline in {@code [from, to)}, or {@code to}. */
  public static int lineEnd(byte[] bytes, int from, int to) {
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      long found = equal((long) EIGHT_BYTES.get(bytes, i), '\n');
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (i < to && bytes[i] != '\n') {
      i++;
    }
    return i;
  }

  private static long unprintable(long word) {
    long belowSpace = (word - ONES * ' ') & ~word & HIGH_BITS;
    return belowSpace | equal(word, 0x7F) | (word & HIGH_BITS);
  }

  private static long equal(long word, int character) {
    long zeroWhereEqual = word ^ (ONES * character);
    return (zeroWhereEqual - ONES) & ~zeroWhereEqual & HIGH_BITS;
  }
}
