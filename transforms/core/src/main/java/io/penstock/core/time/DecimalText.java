package io.penstock.core.time;

import java.util.Arrays;

/**
 * A decimal number read from text, exactly: its sign, its significant digits and where its point
 * is. No double is involved.
 *
 * <p>The grammar is that of {@link java.math.BigDecimal#BigDecimal(String)} over ASCII digits:
 * optional sign, digits with an optional decimal sign, optional exponent. Any length and any
 * exponent cost time proportional to the text alone, so {@code 1e999999999} is harmless.
 *
 * <p>A mutable carrier, reused for every number.
 */
public final class DecimalText {
  private static final int MAX_DIGITS = 40;
  private static final long MAX_EXPONENT = 1_000_000_000_000L;
  private static final int LONG_DIGITS = 19;

  /** The first significant digits, 0 to 9; the value is 0.d1d2d3... times 10^magnitude. */
  private final byte[] digits = new byte[MAX_DIGITS];

  private int count;
  private long magnitude;
  private boolean negative;
  private boolean exact;

  /**
   * Reads the number in {@code [from, to)}.
   *
   * @param decimalSign a point or a comma
   * @return whether the text is a number; if not, the content is undefined
   */
  public boolean read(byte[] utf8, int from, int to, byte decimalSign) {
    int at = from;
    negative = at < to && utf8[at] == '-';
    if (at < to && (utf8[at] == '-' || utf8[at] == '+')) {
      at++;
    }
    int end = readDigits(utf8, at, to, decimalSign);
    boolean hasDigits = end > at + 1 || (end == at + 1 && utf8[at] != decimalSign);
    return hasDigits && readExponent(utf8, end, to);
  }

  /** Whether a minus sign stands before it. */
  public boolean isNegative() {
    return negative;
  }

  /** Whether it is zero, of either sign. */
  public boolean isZero() {
    return count == 0 && exact;
  }

  /**
   * Its absolute value times a power of ten, without its fraction.
   *
   * @param shift the power of ten
   * @return the result, or {@link Long#MAX_VALUE} when it is that large or larger
   */
  public long scaledMagnitude(int shift) {
    long wanted = magnitude + shift;
    if (count == 0 || wanted <= 0) {
      return 0;
    }
    if (wanted > LONG_DIGITS) {
      return Long.MAX_VALUE;
    }
    long result = 0;
    for (int i = 0; i < wanted; i++) {
      int digit = i < count ? digits[i] : 0;
      if (i == LONG_DIGITS - 1 && result > (Long.MAX_VALUE - digit) / 10) {
        return Long.MAX_VALUE;
      }
      result = result * 10 + digit;
    }
    return result;
  }

  /**
   * Whether both are the same number, however spelled. Numbers of more than 40 significant digits
   * are the same as none.
   */
  public boolean isSameNumber(DecimalText other) {
    if (!exact || !other.exact || count != other.count) {
      return false;
    }
    return count == 0
        || (negative == other.negative
            && magnitude == other.magnitude
            && Arrays.equals(digits, 0, count, other.digits, 0, count));
  }

  /** Reads digits around one decimal sign; returns where they end. */
  private int readDigits(byte[] utf8, int from, int to, byte decimalSign) {
    count = 0;
    magnitude = 0;
    exact = true;
    int significant = 0;
    boolean inFraction = false;
    int at = from;
    for (; at < to; at++) {
      int digit = utf8[at] - '0';
      if (digit >= 0 && digit <= 9) {
        if (digit != 0 || significant > 0) {
          keep(significant++, digit);
          magnitude += inFraction ? 0 : 1;
        } else if (inFraction) {
          magnitude--;
        }
      } else if (utf8[at] == decimalSign && !inFraction) {
        inFraction = true;
      } else {
        break;
      }
    }
    return at;
  }

  private void keep(int index, int digit) {
    if (index < MAX_DIGITS) {
      digits[index] = (byte) digit;
      count = digit == 0 ? count : index + 1;
    } else if (digit != 0) {
      exact = false;
    }
  }

  /** Reads an exponent up to the end of the text, if there is one. */
  private boolean readExponent(byte[] utf8, int from, int to) {
    if (from == to) {
      return true;
    }
    if (utf8[from] != 'e' && utf8[from] != 'E') {
      return false;
    }
    int at = from + 1;
    boolean down = at < to && utf8[at] == '-';
    if (at < to && (utf8[at] == '-' || utf8[at] == '+')) {
      at++;
    }
    if (at == to) {
      return false;
    }
    long exponent = 0;
    for (; at < to; at++) {
      int digit = utf8[at] - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      exponent = Math.min(MAX_EXPONENT, exponent * 10 + digit);
    }
    magnitude += down ? -exponent : exponent;
    return true;
  }
}
