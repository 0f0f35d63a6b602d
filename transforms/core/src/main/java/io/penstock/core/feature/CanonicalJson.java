package io.penstock.core.feature;

import java.util.Comparator;

/** Writes strings and seconds as RFC 8785 (JSON Canonicalization Scheme) has them. */
final class CanonicalJson {
  /** Orders by code points, which differs from {@link String} order beyond U+D7FF. */
  static final Comparator<String> CODE_POINT_ORDER = CanonicalJson::compareCodePoints;

  private static final String HEX = "0123456789abcdef";
  private static final long MICROS_PER_SECOND = 1_000_000;

  private CanonicalJson() {}

  private static int compareCodePoints(String left, String right) {
    int shorter = Math.min(left.length(), right.length());
    for (int i = 0; i < shorter; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        // Surrogates stand for code points above U+FFFF, so they sort after all other characters.
        boolean sameKind = Character.isSurrogate(a) == Character.isSurrogate(b);
        return sameKind ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /**
   * A JSON string. Only what must be escaped is (RFC 8785, 3.2.2.2), and lone surrogates, which no
   * UTF-8 can hold.
   */
  static void appendString(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\b' -> json.append("\\b");
        case '\t' -> json.append("\\t");
        case '\n' -> json.append("\\n");
        case '\f' -> json.append("\\f");
        case '\r' -> json.append("\\r");
        default -> {
          if (c < ' ' || isLoneSurrogate(text, i)) {
            appendEscaped(json, c);
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }

  private static boolean isLoneSurrogate(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  private static void appendEscaped(StringBuilder json, char c) {
    json.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      json.append(HEX.charAt(c >> shift & 0xf));
    }
  }

  /**
   * Microseconds as a JSON number of seconds. Up to 15 digits, which is 31 years, a decimal without
   * trailing zeros is the shortest that reads back as the same double; {@link Double#toString} is
   * not always the shortest before JDK 19.
   *
   * @param micros 0 or more
   */
  static void appendSeconds(StringBuilder json, long micros) {
    json.append(micros / MICROS_PER_SECOND);
    long fraction = micros % MICROS_PER_SECOND;
    if (fraction == 0) {
      return;
    }
    json.append('.');
    for (long unit = MICROS_PER_SECOND / 10; fraction > 0; unit /= 10) {
      json.append((char) ('0' + fraction / unit));
      fraction %= unit;
    }
  }
}
