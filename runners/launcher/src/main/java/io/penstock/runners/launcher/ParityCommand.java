package io.penstock.runners.launcher;

import io.penstock.core.plan.Plan;
import io.penstock.pipelines.digest.StoreDigests;
import io.penstock.pipelines.plan.PlanReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock parity}. */
@Command(
    name = "parity",
    mixinStandardHelpOptions = true,
    description =
        "Runs a plan on several engines, each into fresh stores, and compares what they"
            + " stored. Ends with 0 only if every digest is equal.")
final class ParityCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--plan", required = true, description = "The plan (YAML).")
  private Path plan;

  @Option(
      names = "--runners",
      split = ",",
      defaultValue = "direct,flink,spark",
      description = "Engines to compare (default: ${DEFAULT-VALUE}).")
  private List<Engine> runners = new ArrayList<>();

  @Option(names = "--input", description = "Input as for run.")
  private List<String> inputs = new ArrayList<>();

  @Mixin private OutOption outOption;

  @Mixin private LatenessOption lateness;

  @Override
  public Integer call() throws Exception {
    Plan checked = PlanReader.create().read(plan);
    Output out = outOption.output("out/parity");
    out.requireFresh();
    PrintWriter printer = spec.commandLine().getOut();
    Map<Engine, StoreDigests> digests = new LinkedHashMap<>();
    for (Engine engine : runners) {
      Output own = out.child(engine.label());
      Files.createDirectories(own.work());
      try (EmbeddedHot embedded = EmbeddedHot.start(own.work())) {
        new EngineProcess(engine, plan, own, embedded.file(), inputs, lateness.value(), List.of())
            .run();
        digests.put(engine, StoreDigests.of(checked, embedded.connection(), own.root()));
      }
      printer.printf("%n%s%n", engine.label());
      DigestCommand.print(digests.get(engine), printer);
    }
    boolean equal =
        digests.values().stream().distinct().count() == 1
            && digests.values().stream().allMatch(StoreDigests::storesAgree);
    printer.printf(
        "%n%s: %s%n",
        equal ? "EQUAL" : "DIFFERENT",
        String.join(", ", digests.keySet().stream().map(Engine::label).toList()));
    printer.flush();
    return equal ? 0 : 1;
  }
}
