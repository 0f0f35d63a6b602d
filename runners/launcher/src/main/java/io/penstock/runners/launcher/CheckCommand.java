package io.penstock.runners.launcher;

import io.penstock.core.plan.Margins;
import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Dataset;
import io.penstock.core.time.Micros;
import io.penstock.pipelines.plan.PlanReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Checks a plan and its catalogue, and tells what each dataset costs. All mistakes"
            + " are told at once, with file and line.")
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--plan", required = true, description = "The plan (YAML).")
  private Path plan;

  @Override
  public Integer call() throws Exception {
    Plan checked = PlanReader.create().read(plan);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "plan %s, epoch %d: %d sources, %d series, %d addresses, archive period %s in %d shards%n",
        checked.name(),
        checked.epoch(),
        checked.sources().size(),
        checked.catalogue().series().size(),
        checked.catalogue().size(),
        duration(checked.archive().periodMicros()),
        checked.archive().shards());
    out.printf(
        "%n%-20s %10s %10s %10s %13s%n",
        "dataset", "tile", "look-back", "look-ahead", "amplification");
    for (Dataset dataset : Dataset.of(checked)) {
      Margins margins = Margins.of(checked, dataset.name());
      double reach = margins.lookBackMicros() + dataset.tileMicros() + margins.lookAheadMicros();
      out.printf(
          "%-20s %10s %10s %10s %12.2fx%n",
          dataset.name(),
          duration(dataset.tileMicros()),
          duration(margins.lookBackMicros()),
          duration(margins.lookAheadMicros()),
          reach / dataset.tileMicros());
    }
    out.flush();
    return 0;
  }

  private static String duration(long micros) {
    return Micros.duration(micros).toString();
  }
}
