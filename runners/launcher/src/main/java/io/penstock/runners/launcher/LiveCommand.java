package io.penstock.runners.launcher;

import io.penstock.io.object.ObjectRoot;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.pipelines.signals.Interrupts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock live}. */
@Command(
    name = "live",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the plan without end: from Kafka to raw archive, hot tables and archive, on Flink.",
      "Ctrl-C stops with a savepoint and says how to go on from it."
    })
final class LiveCommand implements Callable<Integer> {
  @Option(names = "--plan", required = true, description = "The plan (YAML).")
  private Path plan;

  @Option(
      names = "--from",
      description =
          "Where to start: resume (where the stores say that something is not sealed yet), earliest,"
              + " latest, or a time such as 2026-01-31T00:00:00Z.")
  private Optional<String> from;

  @Option(
      names = "--restore",
      description = "Savepoint or retained checkpoint to go on from, instead of --from.")
  private Optional<String> restore;

  @Option(
      names = "--max-catch-up",
      defaultValue = "PT1H",
      description = "Longest time a start may be behind (default: ${DEFAULT-VALUE}).")
  private String maxCatchUp;

  @Option(
      names = "--flink-master",
      description =
          "Host and port of a Flink cluster's REST interface. Default: in a process here.")
  private Optional<String> flinkMaster;

  @Option(
      names = "--parallelism",
      description = "Default: the number of partitions, or of processors if that is more.")
  private Optional<Integer> parallelism;

  @Mixin private HotOption hot;

  @Override
  public Integer call() throws Exception {
    PlanReader.create().read(plan);
    return hot.with((connection, file) -> run(arguments(file)));
  }

  private List<String> arguments(Path hotFile) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--plan=" + plan);
    arguments.addAll(hot.output().arguments());
    if (ObjectRoot.isRemote(hot.output().location())) {
      arguments.add("--state=" + hot.output().work().resolve("live"));
    }
    arguments.add("--hot=" + hotFile);
    arguments.add("--maxCatchUp=" + maxCatchUp);
    from.ifPresent(value -> arguments.add("--from=" + value));
    restore.ifPresent(value -> arguments.add("--savepointPath=" + value));
    flinkMaster.ifPresent(value -> arguments.add("--flinkMaster=" + value));
    parallelism.ifPresent(value -> arguments.add("--parallelism=" + value));
    return arguments;
  }

  private static int run(List<String> arguments) throws Exception {
    Process process = new ProcessBuilder(Engine.liveCommand(arguments)).inheritIO().start();
    // A signal of the terminal has reached the engine too; a second one does no harm.
    Interrupts.handle(process::destroy);
    int exit = process.waitFor();
    boolean stopped = exit == 0 || exit == 128 + 2 || exit == 128 + 15;
    if (!stopped) {
      throw new CommandFailed("the live stream failed (exit code " + exit + ")");
    }
    return 0;
  }
}
