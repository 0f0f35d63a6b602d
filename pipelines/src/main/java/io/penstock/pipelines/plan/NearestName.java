package io.penstock.pipelines.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a mistyped name was probably meant to be. */
public final class NearestName {
  private NearestName() {}

  /** The known name with the smallest edit distance (Levenshtein 1966); the first wins a tie. */
  public static String of(String name, List<String> known) {
    String lower = name.toLowerCase(Locale.ROOT);
    return known.stream()
        .min(Comparator.comparingInt(each -> distance(lower, each.toLowerCase(Locale.ROOT))))
        .orElseThrow(() -> new IllegalArgumentException("no known names"));
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
