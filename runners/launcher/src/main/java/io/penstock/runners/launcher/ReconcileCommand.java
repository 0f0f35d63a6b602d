package io.penstock.runners.launcher;

import io.penstock.core.decode.Lateness;
import io.penstock.core.plan.Plan;
import io.penstock.io.hot.DirtyMark;
import io.penstock.io.hot.DirtyMarks;
import io.penstock.io.hot.HotConnection;
import io.penstock.io.hot.HotDatabase;
import io.penstock.pipelines.bounded.RecomputeOption;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.pipelines.plan.PlanReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock reconcile}. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description = {
      "Computes the archive periods that are marked dirty again from the raw archive, late readings"
          + " included, and clears the marks that are settled.",
      "A mark stays when the raw archive has a gap, when it was set again meanwhile, or when its"
          + " late readings are not landed yet."
    })
final class ReconcileCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--plan", required = true, description = "The plan (YAML).")
  private Path plan;

  @Option(
      names = "--runner",
      defaultValue = "DIRECT",
      description = "Engine: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Engine runner;

  @Mixin private HotOption hot;

  @Override
  public Integer call() throws Exception {
    Plan read = PlanReader.create().read(plan);
    PrintWriter out = spec.commandLine().getOut();
    return hot.withExisting(
        (connection, file) -> {
          List<DirtyMark> before = marks(read, connection);
          if (before.isEmpty()) {
            out.println("nothing is marked dirty");
            return 0;
          }
          List<String> extra = List.of("--recompute=" + RecomputeOption.DIRTY);
          RunReport report =
              new EngineProcess(runner, plan, hot.output(), file, List.of(), Lateness.IGNORE, extra)
                  .run();
          Summary.print(report, out);
          int after = marks(read, connection).size();
          out.printf("%n%d asset-periods were marked dirty, %d still are%n", before.size(), after);
          return 0;
        });
  }

  private static List<DirtyMark> marks(Plan plan, HotConnection connection) throws SQLException {
    try (HotDatabase database = HotDatabase.open(connection)) {
      return new DirtyMarks(database).ofPlan(plan.name());
    }
  }
}
