package io.penstock.pipelines.bounded;

import io.penstock.core.time.Micros;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What computing periods came to.
 *
 * @param counters of all jobs
 * @param incomplete what raw lacks for them, one line each
 * @param open which of them a stream may still add to, one line for all
 * @param changes what a new epoch has changed, one line per series and dataset
 * @param differences where an audit has found other rows than raw gives, one line each
 */
record Recomputed(
    Counters counters,
    List<String> incomplete,
    List<String> open,
    List<String> changes,
    List<String> differences) {
  Recomputed {
    incomplete = List.copyOf(incomplete);
    open = List.copyOf(open);
    changes = List.copyOf(changes);
    differences = List.copyOf(differences);
  }

  /** Of a run that lacks nothing. */
  static Recomputed of(Counters counters) {
    return new Recomputed(counters, List.of(), List.of(), List.of(), List.of());
  }

  static Recomputed of(Counters counters, RawInputs raw, Set<Long> periods) {
    SortedSet<Long> open = new TreeSet<>(periods);
    open.removeAll(raw.settled(periods));
    return new Recomputed(
        counters,
        raw.missing(periods),
        open.isEmpty() ? List.of() : List.of(line(open)),
        List.of(),
        List.of());
  }

  Recomputed withChanges(List<String> newChanges) {
    return new Recomputed(counters, incomplete, open, newChanges, differences);
  }

  Recomputed withDifferences(List<String> newDifferences) {
    return new Recomputed(counters, incomplete, open, changes, newDifferences);
  }

  private static String line(SortedSet<Long> open) {
    return open.size()
        + " archive periods from "
        + Micros.instant(open.first())
        + " on, whose last readings may not be landed yet: computed, and compared by count alone";
  }
}
