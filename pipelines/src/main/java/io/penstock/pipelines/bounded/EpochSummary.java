package io.penstock.pipelines.bounded;

import io.penstock.core.time.Micros;
import io.penstock.io.hot.EpochChanges.Change;
import java.util.ArrayList;
import java.util.List;

/** What an epoch has changed, as lines for people. */
final class EpochSummary {
  private static final int SHOWN = 40;

  private EpochSummary() {}

  /** The sum, and the largest changes; nothing when there are none. */
  static List<String> of(List<Change> changes) {
    if (changes.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d rows changed and %d removed, of %d series of datasets"
            .formatted(
                changes.stream().mapToLong(Change::changed).sum(),
                changes.stream().mapToLong(Change::removed).sum(),
                changes.size()));
    changes.stream().limit(SHOWN).map(EpochSummary::line).forEach(lines::add);
    if (changes.size() > SHOWN) {
      lines.add("and %d more: select * from epoch_changes".formatted(changes.size() - SHOWN));
    }
    return lines;
  }

  private static String line(Change change) {
    return "%s %s %s: %d rows changed, %d removed, in %d archive periods from %s to %s"
        .formatted(
            change.dataset(),
            change.asset(),
            change.metric(),
            change.changed(),
            change.removed(),
            change.periods(),
            Micros.instant(change.firstPeriod()),
            Micros.instant(change.lastPeriod()));
  }
}
