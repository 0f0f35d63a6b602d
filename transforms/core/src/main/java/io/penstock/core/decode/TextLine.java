package io.penstock.core.decode;

/** What the line formats share: byte order mark, line end and spaces. */
public final class TextLine {
  private TextLine() {}

  /**
   * Where the text of a line starts: after a byte order mark, if it has one.
   *
   * <p>Any line may have one, not the first of a file alone: concatenated files have one in the
   * middle, and where a file is cut must not change what is read.
   */
  public static int textFrom(byte[] bytes, int from, int to) {
    boolean marked =
        to - from >= 3
            && bytes[from] == (byte) 0xEF
            && bytes[from + 1] == (byte) 0xBB
            && bytes[from + 2] == (byte) 0xBF;
    return marked ? from + 3 : from;
  }

  /** Where the text of a line ends: before a carriage return, if it ends in one. */
  public static int textTo(byte[] bytes, int from, int to) {
    return to > from && bytes[to - 1] == '\r' ? to - 1 : to;
  }

  /** The first byte at or after {@code from} that is neither a space nor a tab. */
  public static int trimFrom(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && isSpace(bytes[i])) {
      i++;
    }
    return i;
  }

  /** The end of the last byte before {@code to} that is neither a space nor a tab. */
  public static int trimTo(byte[] bytes, int from, int to) {
    int i = to;
    while (i > from && isSpace(bytes[i - 1])) {
      i--;
    }
    return i;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t';
  }
}
