package io.penstock.core.decode;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * What an identifier (an address, a tag name) may contain, and its one spelling.
 *
 * <p>Anything that can be seen is allowed, quotes, slashes and emoji included: identifiers are
 * data. Refused is what cannot be seen and so makes two identifiers look alike: control characters,
 * line separators, bidirectional controls, zero-width and other invisible format characters
 * (Unicode TR 36, 2.5). The list is written out, so that a newer Java cannot change it. Identifiers
 * are normalised to NFC (Unicode TR 15); plain ASCII already is.
 */
public final class Identifiers {
  /** Longest accepted identifier, since normalising takes quadratic time in the worst case. */
  public static final int MAX_BYTES = 16 << 10;

  private Identifiers() {}

  /**
   * Checks the identifier in the bytes {@code [from, to)}.
   *
   * @return {@code utf8} itself when the slice is fine as it is; else a new array that holds the
   *     normalised identifier from its first byte to its last
   * @throws BadInput {@link Reason#BAD_IDENTIFIER}, or {@link Reason#INVALID_UTF8}
   */
  public static byte[] check(byte[] utf8, int from, int to) throws BadInput {
    if (from == to) {
      throw new BadInput(Reason.BAD_IDENTIFIER, "empty identifier");
    }
    if (to - from > MAX_BYTES) {
      throw new BadInput(
          Reason.BAD_IDENTIFIER,
          "identifier of " + (to - from) + " bytes, longer than " + MAX_BYTES);
    }
    int end = AsciiScan.printableEnd(utf8, from, to);
    if (end < to) {
      return utf8[end] < 0 ? checkUnicode(utf8, from, to) : refuse(utf8[end]);
    }
    return utf8;
  }

  private static byte[] checkUnicode(byte[] utf8, int from, int to) throws BadInput {
    Utf8Check.require(utf8, from, to);
    String text = new String(utf8, from, to - from, StandardCharsets.UTF_8);
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      if (isInvisible(codePoint)) {
        return refuse(codePoint);
      }
    }
    if (Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
      return utf8;
    }
    return Normalizer.normalize(text, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a code point cannot be seen, or changes how its neighbours are seen. */
  public static boolean isInvisible(int c) {
    return c < 0x20
        || (c >= 0x7F && c <= 0x9F) // controls
        || c == 0xAD // soft hyphen
        || c == 0x61C // Arabic letter mark
        || c == 0x180E // Mongolian vowel separator
        || (c >= 0x200B && c <= 0x200F) // zero-width space and joiners, left-to-right marks
        || (c >= 0x2028 && c <= 0x202E) // line separators, bidi embeddings
        || (c >= 0x2060 && c <= 0x206F) // word joiner, invisible operators, bidi isolates
        || c == 0xFEFF // zero-width no-break space, the byte order mark
        || (c >= 0xFFF9 && c <= 0xFFFB) // interlinear annotation
        || (c >= 0xE0000 && c <= 0xE007F); // tags
  }

  private static byte[] refuse(int codePoint) throws BadInput {
    throw new BadInput(
        Reason.BAD_IDENTIFIER,
        String.format("identifier with the invisible character U+%04X", codePoint));
  }
}
