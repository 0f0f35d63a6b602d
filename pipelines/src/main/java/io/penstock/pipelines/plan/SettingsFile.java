package io.penstock.pipelines.plan;

import io.penstock.core.plan.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One file that is being read: where its settings stand and what is wrong with them. */
final class SettingsFile {
  /** How messages name the file as a whole. */
  static final String THE_FILE = "the file";

  private final String name;
  private final Set<LocatedProblem> problems = new LinkedHashSet<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private final Set<String> faulty = new HashSet<>();

  /**
   * A file.
   *
   * @param name how messages name it
   */
  SettingsFile(String name) {
    this.name = name;
  }

  /** Notes where a setting stands. */
  void stands(String path, int line) {
    lines.putIfAbsent(path, line);
  }

  /** Notes a problem of a setting that can be used all the same. */
  void note(int line, String path, String message) {
    problems.add(new LocatedProblem(name, line, new Problem(path, message)));
  }

  /**
   * Notes a problem of a setting whose value therefore cannot be used; nothing more is said about
   * its parts. The empty path is the file as a whole.
   */
  void fault(int line, String path, String message) {
    if (path.isEmpty() || !restsOnFault(parent(path))) {
      note(line, path.isEmpty() ? THE_FILE : path, message);
      faulty.add(path);
    }
  }

  /** Notes that the file as a whole cannot be used. */
  void fault(int line, String message) {
    fault(line, "", message);
  }

  /** Notes that a setting cannot be used for a reason that stands in another file. */
  void unusable(String path) {
    faulty.add(path);
  }

  int problemCount() {
    return problems.size();
  }

  /**
   * Notes a problem found by a check of the whole, unless it rests on a setting that is faulty
   * itself: that one was replaced by its default, and the check's verdict means nothing.
   */
  void found(Problem problem) {
    if (!restsOnFault(problem.path())) {
      for (String word : problem.message().split("[\\s,()]+")) {
        if (restsOnFault(word)) {
          return;
        }
      }
      problems.add(new LocatedProblem(name, lineOf(problem.path()), problem));
    }
  }

  /** Whether a setting, or one it is part of, has a problem. */
  private boolean restsOnFault(String path) {
    String part = path;
    while (!faulty.contains(part)) {
      if (part.isEmpty()) {
        return false;
      }
      part = parent(part);
    }
    return true;
  }

  /** The line of a setting, or of the nearest one it is part of when it is not in the file. */
  private int lineOf(String path) {
    for (String part = path; !part.isEmpty(); part = parent(part)) {
      Integer line = lines.get(part);
      if (line != null) {
        return line;
      }
    }
    return 1;
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
  }

  /** All problems by line. */
  List<LocatedProblem> problems() {
    List<LocatedProblem> sorted = new ArrayList<>(problems);
    sorted.sort(Comparator.comparingInt(LocatedProblem::line));
    return sorted;
  }
}
