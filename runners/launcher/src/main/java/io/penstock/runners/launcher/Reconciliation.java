package io.penstock.runners.launcher;

import io.penstock.core.decode.Lateness;
import io.penstock.core.plan.Plan;
import io.penstock.io.hot.DirtyMark;
import io.penstock.io.hot.DirtyMarks;
import io.penstock.io.hot.HotConnection;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.PendingRaw;
import io.penstock.pipelines.bounded.RecomputeOption;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.pipelines.plan.PlanReader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Computes the archive periods again that are marked dirty, late readings included, and those that
 * landed input touches which nobody has computed yet.
 *
 * @param engine computes
 * @param plan the plan file
 * @param out the stores
 * @param hot the connection file of the hot tables
 */
record Reconciliation(Engine engine, Path plan, Output out, Path hot) {

  /**
   * What became of the marks.
   *
   * @param marked asset-periods that were marked
   * @param pending inputs that were landed and not computed
   * @param left asset-periods that still are
   * @param report of the run, absent when nothing was marked
   */
  record Outcome(int marked, int pending, int left, Optional<RunReport> report) {
    @Override
    public String toString() {
      String inputs = pending == 0 ? "" : "; %d inputs were not computed before".formatted(pending);
      return marked == 0
          ? "nothing is marked dirty" + inputs
          : "%d asset-periods were marked dirty, %d still are".formatted(marked, left) + inputs;
    }
  }

  Outcome run(HotConnection connection) throws Exception {
    Plan read = PlanReader.create().read(plan);
    List<DirtyMark> before = marks(read, connection);
    int pending = pending(read, connection);
    if (before.isEmpty() && pending == 0) {
      return new Outcome(0, 0, 0, Optional.empty());
    }
    RunReport report =
        new EngineProcess(
                engine,
                plan,
                out,
                hot,
                List.of(),
                Lateness.IGNORE,
                List.of("--recompute=" + RecomputeOption.DIRTY))
            .run();
    return new Outcome(before.size(), pending, marks(read, connection).size(), Optional.of(report));
  }

  private static int pending(Plan plan, HotConnection connection) throws SQLException {
    try (HotDatabase database = HotDatabase.open(connection)) {
      return new PendingRaw(database).list(plan.name()).size();
    }
  }

  private static List<DirtyMark> marks(Plan plan, HotConnection connection) throws SQLException {
    try (HotDatabase database = HotDatabase.open(connection)) {
      return new DirtyMarks(database).ofPlan(plan.name());
    }
  }
}
