package io.penstock.pipelines.bounded;

import io.penstock.core.decode.Lateness;
import io.penstock.core.decode.RecordOrigin;
import io.penstock.core.plan.Plan;
import io.penstock.io.hot.DirtyMark;
import io.penstock.io.hot.DirtyMarks;
import io.penstock.io.hot.DirtyReason;
import io.penstock.io.hot.HotConnection;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.raw.EventSpans;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The dirty marks of a plan as they were before a run listed the raw archive: what they ask for is
 * in the raw messages that the run computes.
 *
 * <p>An authoritative run clears those of the periods it computed, once all its offers are in,
 * whether they changed anything or found the same stored already. Whatever the stores refused or
 * kept on the way is marked again, and a mark that was set again has another version and stays: so
 * marks are cleared by the run and not by the tile, whose neighbours may fare otherwise.
 */
record MarksBefore(HotConnection hot, List<DirtyMark> marks) {
  MarksBefore {
    marks = List.copyOf(marks);
  }

  static MarksBefore read(Plan plan, HotConnection hot) throws SQLException {
    try (HotDatabase database = HotDatabase.open(hot)) {
      return new MarksBefore(hot, new DirtyMarks(database).ofPlan(plan.name()));
    }
  }

  /** The starts of the periods in which an asset of some shards is marked. */
  Set<Long> periods(Shards shards) {
    Set<Long> periods = new TreeSet<>();
    marks.stream()
        .filter(mark -> shards.contains(mark.asset()))
        .forEach(mark -> periods.add(mark.periodStart()));
    return periods;
  }

  /** The periods that are marked. */
  EventSpans spans(long periodMicros) {
    return EventSpans.ofPeriods(
        periodMicros, marks.stream().mapToLong(DirtyMark::periodStart).toArray());
  }

  /**
   * Clears what has not been set again. A run that leaves late readings out clears no late mark,
   * and none clears a mark for readings that a stream has seen and not landed yet.
   *
   * @param raw what the run computed from
   */
  void clear(Set<Long> periodStarts, Shards shards, Lateness lateness, RawInputs raw)
      throws SQLException, InterruptedException {
    Predicate<RecordOrigin> landed = raw.landedRecords();
    List<DirtyMark> done =
        marks.stream()
            .filter(mark -> periodStarts.contains(mark.periodStart()))
            .filter(mark -> shards.contains(mark.asset()))
            .filter(
                mark ->
                    lateness == Lateness.IGNORE || !mark.reason().equals(DirtyReason.LATE.code()))
            .filter(mark -> mark.records().stream().allMatch(landed))
            .toList();
    if (!done.isEmpty()) {
      try (HotDatabase database = HotDatabase.open(hot)) {
        new DirtyMarks(database).clear(done);
      }
    }
  }
}
