package io.penstock.core.decode.csv;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.Excerpt;
import io.penstock.core.decode.Reason;
import io.penstock.core.quality.Quality;
import io.penstock.core.quality.QualityDialect;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Reads a quality as CSV files have it: {@code Good}, {@code Uncertain} or {@code Bad} in any case,
 * or a code of the declared dialect, in decimal or as {@code 0x} and hexadecimal digits.
 */
final class QualityCell {
  /** Hexadecimal digits of a StatusCode; a decimal one has two more. */
  private static final int HEX_DIGITS = 8;

  private QualityCell() {}

  /**
   * The StatusCode of the trimmed text in {@code [from, to)}.
   *
   * @throws BadInput {@link Reason#BAD_QUALITY}
   */
  static int read(byte[] bytes, int from, int to, QualityDialect codes) throws BadInput {
    if (to - from <= HEX_DIGITS + 2) {
      String text =
          new String(bytes, from, to - from, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
      OptionalInt quality =
          switch (text) {
            case "good" -> OptionalInt.of(Quality.GOOD);
            case "uncertain" -> OptionalInt.of(Quality.UNCERTAIN);
            case "bad" -> OptionalInt.of(Quality.BAD);
            default -> code(text, codes);
          };
      if (quality.isPresent()) {
        return quality.getAsInt();
      }
    }
    throw new BadInput(Reason.BAD_QUALITY, "no quality: " + Excerpt.of(bytes, from, to));
  }

  private static OptionalInt code(String text, QualityDialect codes) {
    boolean hex = text.startsWith("0x");
    int radix = hex ? 16 : 10;
    String digits = hex ? text.substring(2) : text;
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c < 0x80 && isDigit(c, radix))) {
      return OptionalInt.empty();
    }
    return codes.statusCode(Long.parseLong(digits, radix));
  }

  private static boolean isDigit(int c, int radix) {
    return Character.digit(c, radix) >= 0;
  }
}
