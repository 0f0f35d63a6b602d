package io.penstock.core.decode.lineprotocol;

import static io.penstock.core.decode.Reason.BAD_TIMESTAMP;
import static io.penstock.core.decode.Reason.BAD_VALUE;
import static io.penstock.core.decode.Reason.NUMBER_OUT_OF_RANGE;
import static io.penstock.core.decode.Reason.TIMESTAMP_OUT_OF_RANGE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.Reason;

/** Reads the values of fields and timestamps from ASCII bytes, exactly. */
final class FieldValues {
  /** Powers of ten that a double holds exactly. */
  private static final double[] EXACT_TENS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final long MAX_EXACT = 1L << 53;

  /** More digits than this may not fit a long. */
  private static final int MAX_DIGITS = 18;

  private FieldValues() {}

  /** 1 or 0. */
  static long bool(byte[] in, int from, int to) throws BadInput {
    return switch (new String(in, from, to - from, ISO_8859_1)) {
      case "t", "T", "true", "True", "TRUE" -> 1;
      case "f", "F", "false", "False", "FALSE" -> 0;
      default -> throw bad(BAD_VALUE, "not a boolean", from);
    };
  }

  static long signed(byte[] in, int from, int to) throws BadInput {
    return signed(in, from, to, BAD_VALUE, NUMBER_OUT_OF_RANGE);
  }

  static long timestamp(byte[] in, int from, int to) throws BadInput {
    return signed(in, from, to, BAD_TIMESTAMP, TIMESTAMP_OUT_OF_RANGE);
  }

  /** An unsigned 64-bit integer, as the long of the same bits. */
  static long unsigned(byte[] in, int from, int to) throws BadInput {
    checkDigits(in, from, from, to, BAD_VALUE);
    try {
      return Long.parseUnsignedLong(new String(in, from, to - from, ISO_8859_1));
    } catch (NumberFormatException e) {
      throw bad(NUMBER_OUT_OF_RANGE, "unsigned integer beyond 64 bits", from);
    }
  }

  /**
   * The double nearest to a decimal number.
   *
   * <p>Up to 2^53 and within 10^22 both the digits and the power of ten are exact doubles, so one
   * rounded operation gives the nearest double (W. D. Clinger, "How to read floating point numbers
   * accurately", PLDI 1990); the rest goes to the JDK.
   */
  static double decimal(byte[] in, int from, int to) throws BadInput {
    int at = in[from] == '-' ? from + 1 : from;
    long digits = 0;
    int taken = 0;
    int decimals = 0;
    int point = -1;
    for (; at < to; at++) {
      int digit = in[at] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = taken < MAX_DIGITS ? digits * 10 + digit : digits;
        taken++;
        decimals += point < 0 ? 0 : 1;
      } else if (in[at] == '.' && point < 0) {
        point = at;
      } else {
        break;
      }
    }
    if (taken == 0) {
      throw bad(BAD_VALUE, "not a number", from);
    }
    if (at < to) {
      checkExponent(in, at, to);
    } else if (taken <= MAX_DIGITS && digits <= MAX_EXACT && decimals < EXACT_TENS.length) {
      double value = digits / EXACT_TENS[decimals];
      return in[from] == '-' ? -value : value;
    }
    double value = Double.parseDouble(new String(in, from, to - from, ISO_8859_1));
    if (Double.isInfinite(value)) {
      throw bad(NUMBER_OUT_OF_RANGE, "number overflows float64", from);
    }
    return value;
  }

  private static void checkExponent(byte[] in, int at, int to) throws BadInput {
    if (in[at] != 'e' && in[at] != 'E') {
      throw bad(BAD_VALUE, "not a number", at);
    }
    int from = at + 1;
    if (from < to && (in[from] == '-' || in[from] == '+')) {
      from++;
    }
    checkDigits(in, from, from, to, BAD_VALUE);
  }

  private static long signed(byte[] in, int from, int to, Reason syntax, Reason range)
      throws BadInput {
    int digits = from < to && in[from] == '-' ? from + 1 : from;
    checkDigits(in, from, digits, to, syntax);
    try {
      return Long.parseLong(new String(in, from, to - from, ISO_8859_1));
    } catch (NumberFormatException e) {
      throw bad(range, "integer beyond 64 bits", from);
    }
  }

  private static void checkDigits(byte[] in, int start, int from, int to, Reason reason)
      throws BadInput {
    boolean good = from < to;
    for (int i = from; i < to; i++) {
      good &= in[i] >= '0' && in[i] <= '9';
    }
    if (!good) {
      throw bad(reason, "not a number", start);
    }
  }

  private static BadInput bad(Reason reason, String what, int at) {
    return new BadInput(reason, what + " at byte " + at);
  }
}
