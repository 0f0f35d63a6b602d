package io.penstock.runners.launcher;

import io.penstock.core.plan.Plan;
import io.penstock.io.raw.RawCoverage;
import io.penstock.io.raw.RawSlots;
import io.penstock.pipelines.plan.PlanReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock coverage}. */
@Command(
    name = "coverage",
    mixinStandardHelpOptions = true,
    description = {
      "Tells which offsets of each partition are in the raw archive, and what is missing.",
      "Exits with 1 when there is a hole. What came after the last object is not known here."
    })
final class CoverageCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--plan", required = true, description = "The plan (YAML).")
  private Path plan;

  @Option(
      names = "--out",
      defaultValue = "out",
      description = "Folder of the raw archive (default: out).")
  private Path out;

  @Override
  public Integer call() throws Exception {
    Plan read = PlanReader.create().read(plan);
    List<RawCoverage> partitions = RawCoverage.of(RawSlots.local(out.resolve(read.name())).index());
    PrintWriter printer = spec.commandLine().getOut();
    printer.printf(
        "%-20s %-30s %9s %12s %12s %12s %8s%n",
        "source", "topic", "partition", "from", "complete to", "to", "objects");
    for (RawCoverage partition : partitions) {
      printer.printf(
          "%-20s %-30s %9d %12d %12d %12d %8d%n",
          partition.source(),
          partition.topic(),
          partition.partition(),
          partition.from(),
          partition.contiguousTo(),
          partition.to(),
          partition.objects());
      partition.holes().forEach(hole -> printer.println("  missing: " + hole));
    }
    printer.flush();
    return partitions.stream().allMatch(RawCoverage::isComplete) ? 0 : 1;
  }
}
