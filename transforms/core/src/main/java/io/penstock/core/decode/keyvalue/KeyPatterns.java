package io.penstock.core.decode.keyvalue;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Key patterns in which {@code *} stands for any bytes, also none. */
final class KeyPatterns {
  private static final byte ANY = '*';
  private static final int NONE = -1;

  private final List<byte[]> patterns;

  KeyPatterns(List<String> patterns) {
    this.patterns = patterns.stream().map(p -> p.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /** Whether one of the patterns fits the whole key in {@code [from, to)}. */
  boolean match(byte[] key, int from, int to) {
    for (int i = 0; i < patterns.size(); i++) {
      if (matches(patterns.get(i), key, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** Greedy matching that on a mismatch goes back to the last star alone. */
  private static boolean matches(byte[] pattern, byte[] key, int from, int to) {
    int p = 0;
    int at = from;
    int star = NONE;
    int starAt = from;
    while (at < to) {
      if (p < pattern.length && pattern[p] == ANY) {
        star = p++;
        starAt = at;
      } else if (p < pattern.length && pattern[p] == key[at]) {
        p++;
        at++;
      } else if (star != NONE) {
        p = star + 1;
        at = ++starAt;
      } else {
        return false;
      }
    }
    while (p < pattern.length && pattern[p] == ANY) {
      p++;
    }
    return p == pattern.length;
  }
}
