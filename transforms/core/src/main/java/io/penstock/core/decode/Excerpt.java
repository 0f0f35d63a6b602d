package io.penstock.core.decode;

/** The head of some bytes, made safe to show to people: printable ASCII, the rest escaped. */
public final class Excerpt {
  private static final int MAX_BYTES = 48;
  private static final String HEX = "0123456789abcdef";

  private Excerpt() {}

  /** The first bytes of {@code [from, to)} in single quotes, with dots where more follow. */
  public static String of(byte[] bytes, int from, int to) {
    int end = Math.min(to, from + MAX_BYTES);
    StringBuilder shown = new StringBuilder("'");
    for (int i = from; i < end; i++) {
      int b = bytes[i] & 0xFF;
      if (b < 0x20 || b > 0x7E || b == '\\' || b == '\'') {
        shown.append("\\x").append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 0xF));
      } else {
        shown.append((char) b);
      }
    }
    return shown.append(end < to ? "'..." : "'").toString();
  }
}
