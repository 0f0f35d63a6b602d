package io.penstock.core.decode;

import java.nio.charset.StandardCharsets;

/**
 * Decimal numbers in ASCII, read as the nearest float64 (ties to even).
 *
 * <p>Negative zero becomes zero, so that equal values have equal bits. A number that rounds to
 * infinity is {@link Reason#NUMBER_OUT_OF_RANGE}; one that rounds to zero is zero. NaN and infinity
 * have no spelling. Anything else that breaks the grammar is {@link Reason#BAD_VALUE}.
 *
 * <p>Source of the fast path: Clinger, "How to read floating point numbers accurately" (PLDI 1990):
 * when mantissa and power of ten are both exact in float64, one division or multiplication rounds
 * correctly. The rest goes to {@link Double#parseDouble}.
 */
public final class NumberText {
  /** Powers of ten that are exact in float64. */
  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** Integers up to this one are exact in float64. */
  private static final long EXACT_MANTISSA = 1L << 53;

  /** This many digits always fit a long. */
  private static final int LONG_DIGITS = 18;

  /** Beyond any exponent that matters, and far from overflowing an int. */
  private static final int EXPONENT_CAP = 1_000_000;

  private NumberText() {}

  /**
   * Reads a number by the grammar of JSON (RFC 8259, 6) with the given decimal sign.
   *
   * @throws BadInput {@link Reason#BAD_VALUE} or {@link Reason#NUMBER_OUT_OF_RANGE}
   */
  public static double parse(byte[] ascii, int from, int to, byte decimalSign) throws BadInput {
    boolean negative = from < to && ascii[from] == '-';
    int start = negative ? from + 1 : from;
    int first = start < to ? ascii[start] : 0;
    boolean leadingZero = first == '0' && start + 1 < to && isDigit(ascii[start + 1]);
    if (!isDigit(first) || leadingZero) {
      throw malformed();
    }
    return unsigned(ascii, start, to, decimalSign, negative, 1);
  }

  /**
   * Reads a number as tables of text write it: as {@link #parse}, and also with a leading plus
   * sign, leading zeros, and a decimal sign without digits on one of its sides.
   *
   * @throws BadInput {@link Reason#BAD_VALUE} or {@link Reason#NUMBER_OUT_OF_RANGE}
   */
  public static double parseLenient(byte[] ascii, int from, int to, byte decimalSign)
      throws BadInput {
    boolean negative = from < to && ascii[from] == '-';
    boolean signed = negative || (from < to && ascii[from] == '+');
    return unsigned(ascii, signed ? from + 1 : from, to, decimalSign, negative, 0);
  }

  /**
   * Reads what follows the sign.
   *
   * @param fewestDecimals how many digits must follow a decimal sign
   */
  private static double unsigned(
      byte[] ascii, int start, int to, byte decimalSign, boolean negative, int fewestDecimals)
      throws BadInput {
    long mantissa = 0;
    int i = start;
    for (; i < to && isDigit(ascii[i]); i++) {
      mantissa = mantissa * 10 + (ascii[i] - '0');
    }
    int digits = i - start;
    int decimals = 0;
    if (i < to && ascii[i] == decimalSign) {
      int point = i++;
      for (; i < to && isDigit(ascii[i]); i++) {
        mantissa = mantissa * 10 + (ascii[i] - '0');
      }
      decimals = i - point - 1;
      digits += decimals;
      if (decimals < fewestDecimals) {
        throw malformed();
      }
    }
    if (digits == 0) {
      throw malformed();
    }
    long power = -(long) decimals;
    if (i < to) {
      power += exponent(ascii, i, to);
    }
    boolean exact =
        digits <= LONG_DIGITS
            && mantissa <= EXACT_MANTISSA
            && Math.abs(power) < EXACT_POWERS.length;
    double magnitude =
        exact ? scaled(mantissa, (int) power) : nearest(ascii, start, to, decimalSign);
    // Minus zero plus zero is zero.
    return (negative ? -magnitude : magnitude) + 0.0;
  }

  private static double scaled(long mantissa, int power) {
    return power < 0 ? mantissa / EXACT_POWERS[-power] : mantissa * EXACT_POWERS[power];
  }

  /** Reads an exponent with its letter, up to the end; capped where it no longer matters. */
  private static int exponent(byte[] ascii, int letter, int to) throws BadInput {
    if ((ascii[letter] | 0x20) != 'e') {
      throw malformed();
    }
    int i = letter + 1;
    boolean negative = i < to && ascii[i] == '-';
    if (negative || (i < to && ascii[i] == '+')) {
      i++;
    }
    if (i == to) {
      throw malformed();
    }
    int exponent = 0;
    for (; i < to; i++) {
      if (!isDigit(ascii[i])) {
        throw malformed();
      }
      exponent = Math.min(EXPONENT_CAP, exponent * 10 + (ascii[i] - '0'));
    }
    return negative ? -exponent : exponent;
  }

  /** The slow path; the grammar has been checked, so only a range fault is left. */
  private static double nearest(byte[] ascii, int start, int to, byte decimalSign) throws BadInput {
    String text = new String(ascii, start, to - start, StandardCharsets.ISO_8859_1);
    double magnitude =
        Double.parseDouble(decimalSign == '.' ? text : text.replace((char) decimalSign, '.'));
    if (Double.isInfinite(magnitude)) {
      throw new BadInput(Reason.NUMBER_OUT_OF_RANGE, "the number overflows float64");
    }
    return magnitude;
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private static BadInput malformed() {
    return new BadInput(Reason.BAD_VALUE, "not a number");
  }
}
