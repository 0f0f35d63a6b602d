package io.penstock.runners.launcher;

import io.penstock.core.decode.Lateness;
import io.penstock.io.quarantine.QuarantineEntry;
import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.RecomputeOption;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.transforms.metrics.Metric;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
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
          + " late readings or the last of its period are not landed yet."
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

  @Option(
      names = "--audit",
      paramLabel = "N%",
      description =
          "Then computes N percent of all shards and archive periods again, and compares their rows"
              + " with those stored. Ends with 1 when rows differ that are not marked dirty.")
  private Optional<String> audit;

  @Option(names = "--seed", description = "What decides which (default: another one each time).")
  private OptionalLong seed = OptionalLong.empty();

  @Mixin private HotOption hot;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    OptionalDouble percent =
        audit.isPresent() ? OptionalDouble.of(percent(audit.get())) : OptionalDouble.empty();
    return hot.withExisting(
        (connection, file) -> {
          Reconciliation.Outcome outcome =
              new Reconciliation(runner, plan, hot.output(), file).run(connection);
          outcome.report().ifPresent(report -> Summary.print(report, out));
          out.printf("%n%s%n", outcome);
          out.flush();
          return percent.isPresent() ? audit(file, percent.getAsDouble(), out) : 0;
        });
  }

  private int audit(Path file, double percent, PrintWriter out)
      throws IOException, InterruptedException {
    RunReport report =
        run(
            file,
            List.of(
                "--recompute=" + RecomputeOption.ALL,
                "--sink=" + BoundedOptions.Sink.AUDIT,
                "--audit=" + percent,
                "--auditSeed=" + seed.orElseGet(System::nanoTime)));
    report.differences().forEach(line -> out.println("DIFFERS: " + QuarantineEntry.line(line)));
    out.printf(
        "%d rows computed again from raw; %d datasets of asset-periods differ%n",
        report.computedCount(Metric.MEASUREMENT_ROWS_COMPUTED.metricName())
            + report.computedCount(Metric.FEATURE_ROWS_COMPUTED.metricName()),
        report.differences().size());
    out.flush();
    return report.differences().isEmpty() ? 0 : 1;
  }

  private RunReport run(Path file, List<String> extra) throws IOException, InterruptedException {
    return new EngineProcess(runner, plan, hot.output(), file, List.of(), Lateness.IGNORE, extra)
        .run();
  }

  /** Reads {@code 5%}, {@code 5} or {@code 0.5}. */
  static double percent(String text) {
    try {
      double percent =
          Double.parseDouble(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
      if (percent > 0 && percent <= 100) {
        return percent;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--audit must be a percentage, but was: " + text, e);
    }
    throw new IllegalArgumentException(
        "--audit must be more than 0% and at most 100%, but was: " + text);
  }
}
