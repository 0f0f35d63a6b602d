package io.penstock.io.object;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Names of any kind as one segment of an object key: letters, digits, {@code _}, {@code -} and
 * {@code .} stay, every other UTF-8 byte becomes {@code %XX} (RFC 3986, 2.1). A result over the cap
 * is cut and ends in {@code ~} and a digest of the whole name, which no uncut result can contain.
 * Different names give different segments; the real name belongs into the object itself.
 */
public final class KeySegment {
  /** Longest segment, in bytes; folder names may have 255, and the caller adds a prefix. */
  public static final int MAX_LENGTH = 160;

  private static final int DIGEST_DIGITS = 32;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private KeySegment() {}

  /** The segment for a name. */
  public static String of(String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    StringBuilder out = new StringBuilder(Math.min(utf8.length, MAX_LENGTH) + 8);
    for (byte b : utf8) {
      if (isPlain(b)) {
        out.append((char) b);
      } else {
        out.append('%').append(HEX.toHexDigits(b));
      }
    }
    if (out.length() <= MAX_LENGTH) {
      return out.toString();
    }
    out.setLength(MAX_LENGTH - DIGEST_DIGITS - 1);
    return out.append('~').append(Sha256.of(utf8), 0, DIGEST_DIGITS).toString();
  }

  private static boolean isPlain(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '_'
        || b == '-'
        || b == '.';
  }
}
