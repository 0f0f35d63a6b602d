package io.penstock.pipelines.audit;

import java.util.ArrayList;
import java.util.List;

/** What an audit has found wrong: of each kind the first few by name, and how many more. */
final class Differences {
  private static final int NAMED = 10;

  private final List<String> lines = new ArrayList<>();

  /** Adds differences of one kind. */
  void add(String kind, List<String> found) {
    found.stream().limit(NAMED).forEach(line -> lines.add(kind + ": " + line));
    if (found.size() > NAMED) {
      lines.add(kind + ": " + (found.size() - NAMED) + " more, " + found.size() + " in all");
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
