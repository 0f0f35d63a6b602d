package io.penstock.core.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The check that bytes are well-formed UTF-8 (The Unicode Standard, table 3-7: no overlong forms,
 * no surrogates, nothing above U+10FFFF). Plain ASCII is skipped eight bytes at a time.
 */
public final class Utf8Check {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private Utf8Check() {}

  /**
   * Checks the bytes {@code [from, to)}.
   *
   * @throws BadInput {@link Reason#INVALID_UTF8} when they are not well-formed
   */
  public static void require(byte[] bytes, int from, int to) throws BadInput {
    int bad = firstMalformed(bytes, from, to);
    if (bad < to) {
      throw new BadInput(Reason.INVALID_UTF8, "invalid UTF-8 at byte " + (bad - from));
    }
  }

  /** Whether the bytes {@code [from, to)} are well-formed. */
  public static boolean isValid(byte[] bytes, int from, int to) {
    return firstMalformed(bytes, from, to) == to;
  }

  /** The index of the first byte that is not ASCII, or {@code to}. */
  public static int firstNonAscii(byte[] bytes, int from, int to) {
    int i = from;
    while (i + Long.BYTES <= to && ((long) EIGHT_BYTES.get(bytes, i) & HIGH_BITS) == 0) {
      i += Long.BYTES;
    }
    while (i < to && bytes[i] >= 0) {
      i++;
    }
    return i;
  }

  private static int firstMalformed(byte[] bytes, int from, int to) {
    int i = from;
    while (true) {
      i = firstNonAscii(bytes, i, to);
      if (i == to) {
        return to;
      }
      int length = sequenceLength(bytes, i, to);
      if (length == 0) {
        return i;
      }
      i += length;
    }
  }

  /** Length of the well-formed sequence that starts at a byte above 0x7F, or 0. */
  private static int sequenceLength(byte[] bytes, int at, int to) {
    int lead = bytes[at] & 0xFF;
    int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + length > to) {
      return 0;
    }
    // Only the second byte has a narrower range than 80..BF, and only after these leads.
    int second = bytes[at + 1] & 0xFF;
    int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < lowest || second > highest) {
      return 0;
    }
    for (int i = at + 2; i < at + length; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }
}
