package io.penstock.runners.launcher;

import io.penstock.core.decode.Lateness;
import io.penstock.io.hot.HotConnection;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.pipelines.simulate.PlantSimulation;
import io.penstock.pipelines.simulate.SimulationSummary;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Simulates a small messy plant, runs its plan into a PostgreSQL and an archive of its own, and"
          + " holds every count against the simulator's ledger.",
      "With --live it publishes over MQTT, through the bridge and Kafka, to a stream on Flink, and"
          + " audits what the stream has stored.",
      "Run it again on the same folder to see that nothing is written twice."
    })
final class DemoCommand implements Callable<Integer> {
  private static final String LATEST =
      """
      select metric, time, round(value::numeric, 3) as value, text, quality
      from latest where asset = (select min(asset) from latest) order by metric
      """;
  private static final String FEATURES =
      """
      select asset, metric, window_start, count, round(mean::numeric, 3) as mean,
        round(std_samp::numeric, 4) as std_samp, round(q95::numeric, 3) as q95
      from features where metric = 'temperature' and std_samp is not null
      order by window_start desc, asset limit 4
      """;

  @Spec private CommandSpec spec;

  @Option(
      names = "--live",
      description = "Publish live, and seal what arrives; an empty folder every time.")
  private boolean live;

  @Option(
      names = "--out",
      description = "Folder for plant and stores (default: out/demo; with --live: out/live-demo).")
  private Optional<Path> outOption;

  @Option(
      names = "--runner",
      defaultValue = "DIRECT",
      description = "Engine: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Engine runner;

  @Option(names = "--seed", defaultValue = "1", description = "Seed of the plant (default: 1).")
  private long seed;

  @Option(
      names = "--duration",
      description = "How long the plant is watched (default: PT15M; with --live: PT1M).")
  private Optional<Duration> durationOption;

  @Option(
      names = "--assets",
      defaultValue = "40",
      description = "Number of machines (default: 40).")
  private int assets;

  private Path out = Path.of("out", "demo");

  @Override
  public Integer call() throws Exception {
    if (live) {
      return live();
    }
    out = outOption.orElse(out);
    PrintWriter printer = spec.commandLine().getOut();
    Path plant = out.resolve("plant");
    Path plan = plant.resolve(PlantSimulation.PLAN);
    Optional<SimulationSummary> expected = simulate(plant, plan, printer);
    RunReport report;
    printer.println("starting PostgreSQL and the " + runner.label() + " engine ...");
    printer.flush();
    try (EmbeddedHot embedded = EmbeddedHot.start(out)) {
      report =
          new EngineProcess(
                  runner,
                  plan,
                  Output.folder(out),
                  embedded.file(),
                  List.of(),
                  Lateness.IGNORE,
                  List.of())
              .run();
      Summary.print(report, printer);
      show(embedded.connection(), printer);
    }
    boolean right = expected.isEmpty() || verify(report, expected.get(), printer);
    next(plan, printer);
    return right ? 0 : 1;
  }

  private int live() throws Exception {
    if (spec.commandLine().getParseResult().hasMatchedOption("--runner")) {
      throw new CommandFailed("--runner and --live exclude each other: the stream runs on Flink");
    }
    PlantSimulation plant =
        PlantSimulation.LIVE
            .withSeed(seed)
            .withDuration(durationOption.orElse(Duration.ofMinutes(1)))
            .withAssets(assets);
    return new LiveDemo(
            outOption.orElse(Path.of("out", "live-demo")), plant, spec.commandLine().getOut())
        .run();
  }

  private Optional<SimulationSummary> simulate(Path plant, Path plan, PrintWriter printer)
      throws Exception {
    if (Files.exists(plan)) {
      printer.println("running again on the plant in " + plant);
      return Optional.empty();
    }
    FreshFolder.require(out);
    Duration duration = durationOption.orElse(PlantSimulation.DEMO.duration());
    SimulationSummary summary =
        PlantSimulation.DEMO
            .withSeed(seed)
            .withDuration(duration)
            .withAssets(assets)
            .writeTo(plant);
    printer.printf(
        "simulated a plant of %d machines for %s, seed %d: %d readings in %d messages%n",
        assets, duration, seed, summary.total().received(), summary.total().messages());
    return Optional.of(summary);
  }

  private static void show(HotConnection connection, PrintWriter printer) throws SQLException {
    printer.printf("%nthe latest values of one machine%n");
    QueryResult.print(connection, LATEST, printer);
    printer.printf("%nsome features%n");
    QueryResult.print(connection, FEATURES, printer);
  }

  private static boolean verify(RunReport report, SimulationSummary expected, PrintWriter printer) {
    List<String> differences = LedgerCheck.differences(report, expected);
    differences.forEach(printer::println);
    printer.printf(
        "%n%s%n",
        differences.isEmpty()
            ? "every reading is accounted for, as the simulator's ledger says"
            : "the counts DIFFER from the simulator's ledger");
    return differences.isEmpty();
  }

  private void next(Path plan, PrintWriter printer) {
    printer.printf("%nnext%n");
    printer.printf("  ./penstock sql --out %s \"select * from sealed_features limit 5\"%n", out);
    printer.printf("  ./penstock quarantine list --out %s%n", out);
    printer.printf("  ./penstock digest --plan %s --out %s%n", plan, out);
    printer.printf("  ./penstock parity --plan %s%n", plan);
    printer.printf("  ./penstock demo --out %s    (again: writes nothing)%n", out);
    printer.flush();
  }
}
