package io.penstock.pipelines.simulate;

/**
 * A value as a message spells it. Numbers are kept as a decimal, so that the text is exact and what
 * a decoder has to read from it is known to the bit.
 *
 * @param kind what it is
 * @param digits the number times {@code 10^decimals}; 1 or 0 for a boolean
 * @param decimals digits after the decimal sign
 * @param text the text, else empty
 */
record Sent(Kind kind, long digits, int decimals, String text) {
  /** What a value is. */
  enum Kind {
    NUMBER,
    BOOLEAN,
    TEXT,
    NONE
  }

  static final Sent NONE = new Sent(Kind.NONE, 0, 0, "");
  static final Sent TRUE = new Sent(Kind.BOOLEAN, 1, 0, "");
  static final Sent FALSE = new Sent(Kind.BOOLEAN, 0, 0, "");

  private static final long[] TENS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

  static Sent number(double value, int decimals) {
    return new Sent(Kind.NUMBER, Math.round(value * TENS[decimals]), decimals, "");
  }

  static Sent text(String text) {
    return new Sent(Kind.TEXT, 0, 0, text);
  }

  boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  /** The same number with larger digits. */
  Sent plus(long more) {
    return new Sent(kind, digits + more, decimals, text);
  }

  /** The double nearest to the decimal: both operands are exact, so one rounding does it. */
  double number() {
    return (double) digits / TENS[decimals];
  }

  /** Appends a number with a decimal point, or a boolean as {@code true} and {@code false}. */
  void append(ByteText out, char decimalSign) {
    if (kind == Kind.NUMBER) {
      out.decimal(digits, decimals, decimalSign);
    } else {
      out.ascii(digits == 1 ? "true" : "false");
    }
  }
}
