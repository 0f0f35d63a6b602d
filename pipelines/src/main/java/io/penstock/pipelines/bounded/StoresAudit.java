package io.penstock.pipelines.bounded;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.AssetPeriod;
import io.penstock.core.tile.LaneSpan;
import io.penstock.io.hot.AuditDifferences;
import io.penstock.io.hot.AuditDifferences.Difference;
import io.penstock.io.hot.DirtyMark;
import io.penstock.io.hot.DirtyMarks;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.PrunedParts;
import io.penstock.io.hot.SealedTiles;
import io.penstock.io.raw.EventSpans;
import io.penstock.pipelines.stores.Stores;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Computes a sample of archive periods and shards again from raw, and tells where hot tables and
 * archive hold other rows. Changes nothing in either.
 *
 * <p>Asset-periods that are marked dirty, not sealed, or of an older epoch are left out: they may
 * differ, and so may those beside a marked one, whose margins hold what it lacks. So that what a
 * stream writes meanwhile is not taken for a difference, marks and stages are read before and
 * after, and what differs is looked at twice.
 */
final class StoresAudit {
  private final BoundedOptions options;
  private final Plan plan;
  private final Stores stores;
  private final BoundedJobs jobs;

  StoresAudit(BoundedOptions options, Plan plan, Stores stores, BoundedJobs jobs) {
    this.options = options;
    this.plan = plan;
    this.stores = stores;
    this.jobs = jobs;
  }

  Recomputed run(RawInputs raw, Set<Long> periods, Shards shards)
      throws IOException, SQLException, InterruptedException {
    // Of the others raw may still lack what the stream has stored.
    List<LaneSpan> all = shards.in(raw.settled(periods));
    List<LaneSpan> sample = AuditSample.of(all, options.getAudit(), options.getAuditSeed());
    System.err.printf(
        "audit of %d of %d shards of archive periods, seed %d%n",
        sample.size(), all.size(), options.getAuditSeed());
    try (HotDatabase database = HotDatabase.open(stores.hot())) {
      SortedSet<AssetPeriod> open = open(raw, database);
      Look first = look(raw, sample, database, open);
      if (first.differences().isEmpty()) {
        return Recomputed.of(first.counters(), raw, starts(sample));
      }
      Look second = look(raw, spans(first.differences()), database, open);
      List<Difference> lasting =
          second.differences().stream().filter(first.differences()::contains).toList();
      return Recomputed.of(first.counters(), raw, starts(sample))
          .withDifferences(lasting.stream().map(StoresAudit::line).toList());
    }
  }

  private record Look(Counters counters, List<Difference> differences) {}

  private Look look(
      RawInputs raw, List<LaneSpan> sample, HotDatabase database, SortedSet<AssetPeriod> open)
      throws SQLException, InterruptedException {
    String audit = plan.name() + " " + UUID.randomUUID();
    Counters counters = jobs.check(raw, sample, audit);
    open.addAll(open(raw, database));
    Predicate<Difference> isPruned = isPruned(database);
    List<Difference> differences =
        new AuditDifferences(database, audit)
            .take().stream()
                .filter(difference -> !open.contains(difference.where()))
                .filter(isPruned.negate())
                .toList();
    return new Look(counters, differences);
  }

  private SortedSet<AssetPeriod> open(RawInputs raw, HotDatabase database) throws SQLException {
    SortedSet<AssetPeriod> open =
        new SealedTiles(database)
            .unsealed(plan.name(), plan.epoch(), plan.archive().periodMicros());
    for (DirtyMark mark : new DirtyMarks(database).ofPlan(plan.name())) {
      EventSpans marked = EventSpans.ofPeriods(plan.archive().periodMicros(), mark.periodStart());
      raw.periods(marked).forEach(period -> open.add(new AssetPeriod(mark.asset(), period)));
    }
    return open;
  }

  /** The hot tables need not have what they have given to the archive. */
  private Predicate<Difference> isPruned(HotDatabase database) throws SQLException {
    Set<PrunedParts.Part> pruned = new PrunedParts(database, plan.name()).all();
    return difference ->
        difference.store().equals("hot")
            && difference.storedRows() == 0
            && pruned.contains(
                new PrunedParts.Part(
                    difference.dataset(), difference.where().startMicros(), lane(difference)));
  }

  private List<LaneSpan> spans(List<Difference> differences) {
    return differences.stream()
        .map(difference -> new LaneSpan(lane(difference), difference.where().startMicros()))
        .distinct()
        .toList();
  }

  private int lane(Difference difference) {
    return jobs.lane(difference.where().asset());
  }

  private static Set<Long> starts(List<LaneSpan> spans) {
    Set<Long> starts = new TreeSet<>();
    spans.forEach(span -> starts.add(span.startMicros()));
    return starts;
  }

  private static String line(Difference difference) {
    String rows =
        difference.storedRows() == difference.computedRows()
            ? "as many rows as raw gives, " + difference.computedRows() + ", with other content"
            : difference.storedRows() + " rows, raw gives " + difference.computedRows();
    return difference.store()
        + " "
        + difference.dataset()
        + " "
        + difference.where()
        + " has "
        + rows;
  }
}
