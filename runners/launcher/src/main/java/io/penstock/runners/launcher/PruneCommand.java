package io.penstock.runners.launcher;

import io.penstock.core.plan.Plan;
import io.penstock.io.hot.HotPruning;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.pipelines.prune.PruneReport;
import io.penstock.pipelines.prune.Pruning;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock prune}. */
@Command(
    name = "prune",
    mixinStandardHelpOptions = true,
    description = {
      "Removes old rows from the hot tables: whole archive periods that are sealed, and whose"
          + " archive objects rest on the same readings. What the archive does not have stays.",
      "A later backfill of such a period brings its rows back."
    })
final class PruneCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--plan", required = true, description = "The plan (YAML).")
  private Path plan;

  @Option(
      names = "--before",
      required = true,
      description =
          "Periods that end at this time or earlier are removed, such as 2026-01-31T00:00:00Z.")
  private Instant before;

  @Option(names = "--dry-run", description = "Tells what would be removed, and changes nothing.")
  private boolean dryRun;

  @Mixin private HotOption hot;

  @Override
  public Integer call() throws Exception {
    Plan read = PlanReader.create().read(plan);
    HotPruning.Mode mode = dryRun ? HotPruning.Mode.TELL : HotPruning.Mode.REMOVE;
    PruneReport report =
        hot.withExisting(
            (connection, file) -> Pruning.run(read, connection, hot.output().root(), before, mode));
    print(report, spec.commandLine().getOut());
    return 0;
  }

  private void print(PruneReport report, PrintWriter out) {
    if (dryRun) {
      out.printf("%d asset-tiles of %d archive objects would go%n", report.tiles(), report.parts());
    } else {
      out.printf(
          "%d rows of %d asset-tiles removed, which %d archive objects have%n",
          report.rows(), report.tiles(), report.parts());
    }
    report
        .kept()
        .forEach(
            (why, count) ->
                out.printf(
                    "%d kept: %s, such as %s%n", count, why, report.keptExamples().get(why)));
    out.flush();
  }
}
