package io.penstock.core.plan;

import io.penstock.core.time.Micros;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The problems found so far, each once, and the wording that every check shares. */
final class Findings {
  private final Set<Problem> problems = new LinkedHashSet<>();

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  void add(String path, String message) {
    problems.add(new Problem(path, message));
  }

  /** Adds a problem when a demand does not hold; answers whether it holds. */
  boolean demand(boolean holds, String path, String demand, Object actual) {
    if (!holds) {
      add(path, demand + ", but was: " + actual);
    }
    return holds;
  }

  /** Whether every one of some demands, all of them made, holds. */
  static boolean all(boolean... demands) {
    for (boolean holds : demands) {
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  /** Demands that a duration lies within bounds, both included. */
  boolean within(String path, long micros, Duration low, Duration high) {
    return demand(
        micros >= micros(low) && micros <= micros(high),
        path,
        "must be between " + low + " and " + high,
        span(micros));
  }

  /** Demands that a number lies within bounds, both included. */
  boolean within(String path, long actual, long low, long high) {
    return demand(
        actual >= low && actual <= high, path, "must be between " + low + " and " + high, actual);
  }

  /** Demands that a length goes a whole number of times into another. */
  boolean divides(String path, long micros, String wholePath, long wholeMicros) {
    return demand(
        wholeMicros % micros == 0,
        path,
        "must divide " + wholePath + " " + span(wholeMicros),
        span(micros));
  }

  /** Demands a name of a shape, at most 63 characters so that any store can take it. */
  void name(String path, String name, Pattern shape) {
    demand(
        name.length() <= 63 && shape.matcher(name).matches(),
        path,
        "must match " + shape.pattern() + " and have at most 63 characters",
        Shown.text(name));
  }

  /** Microseconds as a person writes them. */
  static String span(long micros) {
    return Micros.duration(micros).toString();
  }

  static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }
}
