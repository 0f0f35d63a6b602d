package io.penstock.core.plan;

/** Settings as messages show them: short, and without characters that could act on a terminal. */
public final class Shown {
  private static final int MAX_LENGTH = 120;

  private Shown() {}

  /**
   * A text with every character that is not plainly visible written as an escape, cut after 120
   * characters; {@code ""} when empty.
   */
  public static String text(String text) {
    if (text.isEmpty()) {
      return "\"\"";
    }
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(MAX_LENGTH)
        .forEach(
            point -> {
              if (IdentifierRule.isInvisible(point)) {
                shown.append("\\u{").append(Integer.toHexString(point)).append('}');
              } else {
                shown.appendCodePoint(point);
              }
            });
    return text.codePointCount(0, text.length()) > MAX_LENGTH ? shown + "..." : shown.toString();
  }
}
