package io.penstock.runners.launcher;

import io.penstock.pipelines.simulate.PlantSimulation;
import io.penstock.pipelines.simulate.SimulationSummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock simulate}. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description =
        "Writes a small messy plant: plan, catalogue, messages in six formats, and before"
            + " them a ledger of the truth. The same seed gives the same bytes.")
final class SimulateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      defaultValue = "out/plant",
      description = "Folder to write, absent or empty (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--seed", defaultValue = "1", description = "Seed (default: 1).")
  private long seed;

  @Option(
      names = "--start",
      defaultValue = "2026-01-05T06:00:00Z",
      description = "First event time (default: ${DEFAULT-VALUE}).")
  private Instant start;

  @Option(
      names = "--duration",
      defaultValue = "PT15M",
      description = "How long the plant is watched, ISO 8601 (default: ${DEFAULT-VALUE}).")
  private Duration duration;

  @Option(
      names = "--assets",
      defaultValue = "40",
      description = "Number of machines (default: 40).")
  private int assets;

  @Override
  public Integer call() throws Exception {
    SimulationSummary summary =
        PlantSimulation.DEMO
            .withSeed(seed)
            .withStart(start)
            .withDuration(duration)
            .withAssets(assets)
            .writeTo(out);
    PrintWriter printer = spec.commandLine().getOut();
    printer.printf(
        "%d readings in %d messages, %d lost in gaps; seed %d%n",
        summary.total().received(), summary.total().messages(), summary.silent(), seed);
    printer.printf(
        "truth    %s and %s%n",
        out.resolve(PlantSimulation.LEDGER), out.resolve(PlantSimulation.EXPECTED));
    printer.printf("try      ./penstock run --plan %s%n", out.resolve(PlantSimulation.PLAN));
    printer.flush();
    return 0;
  }
}
