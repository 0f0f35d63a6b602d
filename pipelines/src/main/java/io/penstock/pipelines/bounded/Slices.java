package io.penstock.pipelines.bounded;

import io.penstock.core.plan.Plan;
import io.penstock.core.time.Micros;
import io.penstock.io.hot.BackfillLedger;
import io.penstock.io.hot.HotDatabase;
import io.penstock.pipelines.stores.Stores;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Computes periods slice by slice, each a job of its own, and notes in the database what is done: a
 * backfill that was killed goes on where it was. A slice is done again when anything was landed
 * that it needs, or when any of its periods is marked dirty.
 */
final class Slices {
  private static final int SHOWN_FAULTS = 20;

  private final BoundedOptions options;
  private final Plan plan;
  private final Stores stores;
  private final BoundedJobs jobs;

  Slices(BoundedOptions options, Plan plan, Stores stores, BoundedJobs jobs) {
    this.options = options;
    this.plan = plan;
    this.stores = stores;
    this.jobs = jobs;
  }

  /**
   * Computes periods.
   *
   * @throws IOException when the raw archive lacks something they need, unless that is allowed
   */
  Counters compute(RawInputs raw, Set<Long> periods, Shards shards, MarksBefore marks)
      throws IOException, SQLException, InterruptedException {
    requireComplete(raw.missing(periods));
    SortedMap<Long, NavigableSet<Long>> slices = slices(periods);
    Set<Long> marked = marks.periods(shards);
    Counters counters = Counters.none();
    long started = System.nanoTime();
    int done = 0;
    int computed = 0;
    try (HotDatabase database = HotDatabase.open(stores.hot())) {
      BackfillLedger ledger = new BackfillLedger(database, plan.name(), plan.epoch());
      for (NavigableSet<Long> slice : slices.values()) {
        BackfillLedger.Slice row =
            new BackfillLedger.Slice(
                slice.first(),
                slice.last() + plan.archive().periodMicros(),
                options.getLateness().name(),
                shards.text(),
                raw.digest(slice));
        boolean asked = slice.stream().anyMatch(marked::contains);
        if (asked || !ledger.isDone(row)) {
          counters = counters.plus(jobs.compute(raw, slice, shards, marks));
          // At the live edge and beside gaps a later run has more to say, even if this slice's raw
          // messages stay as they are.
          if (raw.settled(slice).equals(slice) && raw.missing(slice).isEmpty()) {
            ledger.done(row);
          }
          computed++;
        }
        done++;
        System.err.println(line(row, done, slices.size(), computed, started));
      }
    }
    return counters;
  }

  private void requireComplete(List<String> missing) throws IOException {
    if (!missing.isEmpty() && !options.getAllowIncomplete()) {
      List<String> shown = missing.subList(0, Math.min(SHOWN_FAULTS, missing.size()));
      throw new IOException(
          "the raw archive lacks what this range needs ("
              + missing.size()
              + " gaps); land it, or give --allow-incomplete:\n  "
              + String.join("\n  ", shown));
    }
  }

  /** Periods by slice; slices are counted from the epoch, so that every backfill cuts alike. */
  private SortedMap<Long, NavigableSet<Long>> slices(Set<Long> periods) {
    long slice = micros(Duration.parse(options.getSlice()));
    long period = plan.archive().periodMicros();
    if (slice <= 0 || slice % period != 0) {
      throw new IllegalArgumentException(
          "--slice must be a multiple of the archive period, "
              + Micros.duration(period)
              + ", but was: "
              + options.getSlice());
    }
    SortedMap<Long, NavigableSet<Long>> slices = new TreeMap<>();
    for (long start : periods) {
      slices.computeIfAbsent(Math.floorDiv(start, slice), key -> new TreeSet<>()).add(start);
    }
    return slices;
  }

  private static long micros(Duration duration) {
    return Math.addExact(
        Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1_000);
  }

  /** What a slice's end tells: how many are done, and how long the rest may take. */
  private static String line(
      BackfillLedger.Slice slice, int done, int all, int computed, long started) {
    double seconds = (System.nanoTime() - started) / 1e9;
    String left =
        computed == 0
            ? ""
            : String.format(Locale.ROOT, ", about %.0f s left", seconds / computed * (all - done));
    return String.format(
        Locale.ROOT,
        "%6.0f s  slice %d of %d, %s to %s%s",
        seconds,
        done,
        all,
        Micros.instant(slice.fromMicros()),
        Micros.instant(slice.toMicros()),
        left);
  }
}
