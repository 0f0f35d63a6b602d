package io.penstock.runners.launcher;

import io.penstock.pipelines.bounded.RunReport;
import io.penstock.pipelines.plan.PlanReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penstock run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Lands the input in the raw archive, computes every archive period it touches from all raw"
          + " messages of the plan, and writes hot tables and archive.",
      "Running any split of an input as separate runs, in any order, equals one run; running again"
          + " writes nothing."
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--plan", required = true, description = "The plan (YAML).")
  private Path plan;

  @Option(
      names = "--runner",
      defaultValue = "DIRECT",
      description = "Engine: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Engine runner;

  @Option(
      names = "--input",
      description =
          "Input as SOURCE=PATH, or PATH for a plan with one source; may be given more"
              + " than once. Default: what the plan names.")
  private List<String> inputs = new ArrayList<>();

  @Mixin private HotOption hot;

  @Mixin private LatenessOption lateness;

  @Option(
      names = "--recompute",
      defaultValue = "",
      description =
          "Lands nothing, and computes archive periods again from the raw archive, that of"
              + " streams included: all, or START+LENGTH,... in microseconds.")
  private String recompute;

  @Parameters(
      arity = "0..*",
      paramLabel = "ENGINE_OPTION",
      description =
          "Options of the engine, after --, such as --targetParallelism=4 or"
              + " --sparkMaster=local[8].")
  private List<String> engineOptions = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    PlanReader.create().read(plan);
    RunReport report =
        hot.with(
            (connection, file) ->
                new EngineProcess(
                        runner, plan, hot.output(), file, inputs, lateness.value(), extra())
                    .run());
    Summary.print(report, spec.commandLine().getOut());
    return 0;
  }

  private List<String> extra() {
    List<String> extra = new ArrayList<>(engineOptions);
    if (!recompute.isEmpty()) {
      extra.add("--recompute=" + recompute);
    }
    return extra;
  }
}
