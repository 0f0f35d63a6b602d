package io.penstock.core.decode.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A JSON pointer (RFC 6901) with its tokens unescaped, as UTF-8. */
final class Pointer {
  private final List<byte[]> tokens;

  private Pointer(List<byte[]> tokens) {
    this.tokens = List.copyOf(tokens);
  }

  /**
   * Parses a pointer.
   *
   * @throws IllegalArgumentException when it is not empty and does not start with a slash, or has a
   *     tilde that escapes nothing
   */
  static Pointer parse(String text) {
    List<byte[]> tokens = new ArrayList<>();
    if (!text.isEmpty() && text.charAt(0) != '/') {
      throw new IllegalArgumentException("a JSON pointer must start with '/', but was: " + text);
    }
    int from = 1;
    while (from <= text.length() && !text.isEmpty()) {
      int slash = text.indexOf('/', from);
      int to = slash < 0 ? text.length() : slash;
      tokens.add(unescape(text.substring(from, to)).getBytes(StandardCharsets.UTF_8));
      from = to + 1;
    }
    return new Pointer(tokens);
  }

  private static String unescape(String token) {
    if (token.replace("~0", "").replace("~1", "").contains("~")) {
      throw new IllegalArgumentException(
          "in a JSON pointer '~' must be '~0' and '/' must be '~1', but was: " + token);
    }
    return token.replace("~1", "/").replace("~0", "~");
  }

  /** Number of levels; 0 is the document itself. */
  int depth() {
    return tokens.size();
  }

  /** The member name, or array index as text, at a level. */
  byte[] token(int level) {
    return tokens.get(level);
  }
}
