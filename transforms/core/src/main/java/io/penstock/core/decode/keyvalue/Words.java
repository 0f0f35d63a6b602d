package io.penstock.core.decode.keyvalue;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A few words, compared without the case of ASCII letters. */
final class Words {
  private final List<byte[]> words;

  Words(List<String> words) {
    this.words = words.stream().map(w -> w.strip().getBytes(StandardCharsets.UTF_8)).toList();
  }

  /** Whether the text in {@code [from, to)} is one of the words. */
  boolean contains(byte[] bytes, int from, int to) {
    for (int i = 0; i < words.size(); i++) {
      if (isSame(words.get(i), bytes, from, to)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSame(byte[] word, byte[] bytes, int from, int to) {
    if (word.length != to - from) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (lower(word[i]) != lower(bytes[from + i])) {
        return false;
      }
    }
    return true;
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
  }
}
