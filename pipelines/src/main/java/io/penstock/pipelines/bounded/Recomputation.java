package io.penstock.pipelines.bounded;

import io.penstock.core.plan.Plan;
import io.penstock.io.hot.EpochChanges;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.PlanRegistry;
import io.penstock.pipelines.stores.PlanRegistration;
import io.penstock.pipelines.stores.Stores;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Computes periods again from the raw archive, as {@code --recompute} says. */
final class Recomputation {
  private final BoundedOptions options;
  private final Plan plan;
  private final Stores stores;
  private final BoundedJobs jobs;

  Recomputation(BoundedOptions options, Plan plan, Stores stores, BoundedJobs jobs) {
    this.options = options;
    this.plan = plan;
    this.stores = stores;
    this.jobs = jobs;
  }

  Recomputed run() throws IOException, SQLException, InterruptedException {
    return switch (options.getSink()) {
      case COMPARE -> compare();
      case AUDIT -> audit();
      case STORES -> compute();
      case COUNT -> count();
    };
  }

  private Recomputed compute() throws IOException, SQLException, InterruptedException {
    PlanRegistration.register(plan, stores);
    Shards shards = shards();
    MarksBefore marks = MarksBefore.read(plan, stores.hot());
    RawInputs raw = RawInputs.list(plan, stores);
    Set<Long> periods = RecomputeOption.periods(options.getRecompute(), raw, marks);
    Counters counters =
        options.getSlice().isEmpty()
            ? jobs.compute(raw, periods, shards, marks)
            : new Slices(options, plan, stores, jobs).compute(raw, periods, shards, marks);
    if (shards.equals(Shards.all(plan))) {
      Landing.finish(plan, stores, raw, raw.finished(raw.pending(), periods));
    }
    return Recomputed.of(counters, raw, periods).withChanges(changes());
  }

  /** What the epoch has changed so far, by this run and by those before it that were killed. */
  private List<String> changes() throws SQLException {
    try (HotDatabase database = HotDatabase.open(stores.hot())) {
      return EpochSummary.of(new EpochChanges(database).ofEpoch(plan.name(), plan.epoch()));
    }
  }

  /** Computes and counts alone, without a database: what benchmarks measure. */
  private Recomputed count() throws IOException, SQLException, InterruptedException {
    RawInputs raw = RawInputs.listAlone(plan, stores);
    MarksBefore none = new MarksBefore(stores.hot(), List.of());
    Set<Long> periods = RecomputeOption.periods(options.getRecompute(), raw, none);
    return Recomputed.of(jobs.offer(raw, periods, Shards.all(plan)), raw, periods);
  }

  private Recomputed audit() throws IOException, SQLException, InterruptedException {
    RawInputs raw = RawInputs.list(plan, stores);
    Set<Long> periods =
        RecomputeOption.periods(options.getRecompute(), raw, MarksBefore.read(plan, stores.hot()));
    return new StoresAudit(options, plan, stores, jobs).run(raw, periods, shards());
  }

  /** Holds what a recomputation gives against what is stored, and writes nothing. */
  private Recomputed compare() throws IOException, SQLException, InterruptedException {
    MarksBefore marks = MarksBefore.read(plan, stores.hot());
    RawInputs raw = RawInputs.list(plan, stores);
    Set<Long> periods = RecomputeOption.periods(options.getRecompute(), raw, marks);
    return Recomputed.of(jobs.offer(raw, periods, shards()), raw, periods);
  }

  /** The shards of the assets that were asked for, whether the catalogue still has them or not. */
  private Shards shards() throws SQLException, InterruptedException {
    List<String> only = options.getOnly() == null ? List.of() : options.getOnly();
    if (only.isEmpty()) {
      return Shards.all(plan);
    }
    SortedSet<String> assets = new TreeSet<>(PlanRegistration.assets(plan));
    try (HotDatabase database = HotDatabase.open(stores.hot())) {
      assets.addAll(new PlanRegistry(database).assets(plan.name()));
    }
    Shards shards = Shards.of(plan, only, assets);
    SortedSet<String> widened = shards.of(assets);
    System.err.printf(
        "--only: widened to archive shard %s of %d, with %d of %d assets: %s%n",
        shards.text(), shards.count(), widened.size(), assets.size(), shown(widened));
    return shards;
  }

  private static final int SHOWN = 20;

  private static String shown(SortedSet<String> assets) {
    String first = String.join(", ", assets.stream().limit(SHOWN).toList());
    return assets.size() > SHOWN ? first + ", ..." : first;
  }
}
