package io.penstock.runners.launcher;

import io.penstock.core.decode.Lateness;
import io.penstock.core.plan.Plan;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.quarantine.QuarantineStore;
import io.penstock.pipelines.bounded.QuarantineReplay;
import io.penstock.pipelines.bounded.RecomputeOption;
import io.penstock.pipelines.plan.PlanReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock quarantine replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description =
        "Decodes what was set aside with the plan as it is now, and recomputes the archive"
            + " periods of what can be read. The stores end as if it had never failed.")
final class QuarantineReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private HotOption hot;

  @Option(names = "--plan", required = true, description = "The mended plan (YAML).")
  private Path plan;

  @Option(
      names = "--runner",
      defaultValue = "DIRECT",
      description = "Engine: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Engine runner;

  @Override
  public Integer call() throws Exception {
    Plan mended = PlanReader.create().read(plan);
    PrintWriter out = spec.commandLine().getOut();
    return hot.withExisting(
        (connection, file) -> {
          try (HotDatabase database = HotDatabase.open(connection)) {
            QuarantineStore store = new QuarantineStore(database.dataSource());
            QuarantineReplay replay = QuarantineReplay.of(mended, hot.output().root(), store);
            out.printf(
                "%d entries open, %d can be read now, %d fail in another way now%n",
                replay.open(), replay.readable().size(), replay.superseded().size());
            if (replay.waiting() > 0) {
              out.printf(
                  "%d records of streams wait until the stream has sealed their periods%n",
                  replay.waiting());
            }
            out.flush();
            if (!replay.spans().spans().isEmpty()) {
              Path spans = hot.output().work().resolve("recompute.txt");
              List<String> recompute =
                  List.of("--recompute=" + RecomputeOption.in(spans, replay.spans()));
              Summary.print(
                  new EngineProcess(
                          runner, plan, hot.output(), file, List.of(), Lateness.IGNORE, recompute)
                      .run(),
                  out);
            }
            replay.settle(store);
          }
          return 0;
        });
  }
}
