package io.penstock.runners.launcher;

import io.penstock.core.decode.Lateness;
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

  @Option(
      names = "--out",
      defaultValue = "out/parity",
      description =
          "Folder for the stores, one sub-folder per engine; must not exist or be empty"
              + " (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--lateness",
      defaultValue = "ignore",
      converter = LatenessConverter.class,
      description = "ignore or as-live (default: ignore).")
  private Lateness lateness;

  @Override
  public Integer call() throws Exception {
    Plan checked = PlanReader.create().read(plan);
    FreshFolder.require(out);
    PrintWriter printer = spec.commandLine().getOut();
    Map<Engine, StoreDigests> digests = new LinkedHashMap<>();
    for (Engine engine : runners) {
      Path folder = out.resolve(engine.label());
      Files.createDirectories(folder);
      try (EmbeddedHot embedded = EmbeddedHot.start(folder)) {
        new EngineProcess(engine, plan, folder, embedded.file(), inputs, lateness, List.of()).run();
        digests.put(engine, StoreDigests.of(checked, embedded.connection(), folder));
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
