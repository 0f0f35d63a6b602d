package io.penstock.runners.launcher;

import java.io.PrintWriter;
import java.nio.file.Path;
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
    PrintWriter out = spec.commandLine().getOut();
    return hot.withExisting(
        (connection, file) -> {
          Reconciliation.Outcome outcome =
              new Reconciliation(runner, plan, hot.output(), file).run(connection);
          outcome.report().ifPresent(report -> Summary.print(report, out));
          out.printf("%n%s%n", outcome);
          return 0;
        });
  }
}
