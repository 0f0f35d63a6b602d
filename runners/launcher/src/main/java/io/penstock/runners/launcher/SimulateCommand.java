package io.penstock.runners.launcher;

import io.penstock.bridge.ConnectionFiles;
import io.penstock.bridge.MqttConnection;
import io.penstock.pipelines.simulate.LivePlant;
import io.penstock.pipelines.simulate.PlantSimulation;
import io.penstock.pipelines.simulate.SimulationSummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock simulate}. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a small messy plant: plan, catalogue, messages in six formats, and before"
          + " them a ledger of the truth. The same seed gives the same bytes.",
      "With --mqtt the messages are published as they happen, from now on, instead of written; the"
          + " ledger is complete on disk before the first of them."
    })
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
      description = "First event time (default: 2026-01-05T06:00:00Z; with --mqtt: now).")
  private Optional<Instant> start;

  @Option(
      names = "--duration",
      description = "How long the plant is watched, ISO 8601 (default: PT15M; with --mqtt: PT2M).")
  private Optional<Duration> duration;

  @Option(
      names = "--assets",
      defaultValue = "40",
      description = "Number of machines (default: 40).")
  private int assets;

  @Option(
      names = "--mqtt",
      description = "Publish live: connection file of the MQTT broker, see penstock bridge --help.")
  private Optional<Path> mqtt;

  @Option(
      names = "--rate",
      defaultValue = "0",
      description =
          "With --mqtt: messages per second, whatever their times; 0 is the plant's own pace"
              + " (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Override
  public Integer call() throws Exception {
    PrintWriter printer = spec.commandLine().getOut();
    if (mqtt.isPresent()) {
      publish(mqtt.get(), printer);
    } else {
      write(printer);
    }
    printer.flush();
    return 0;
  }

  private PlantSimulation settings(PlantSimulation standard) {
    return standard
        .withSeed(seed)
        .withStart(start.orElse(standard.start()))
        .withDuration(duration.orElse(standard.duration()))
        .withAssets(assets);
  }

  private void publish(Path connection, PrintWriter printer) throws Exception {
    if (rate < LivePublishing.OWN_PACE) {
      throw new CommandFailed("--rate must be 0 or more, but was: " + rate);
    }
    MqttConnection broker = ConnectionFiles.mqtt(connection);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    LivePlant plant = LivePlant.prepare(settings(PlantSimulation.LIVE.withStart(now)), out);
    printer.printf(
        "truth    %s, %d readings in %d messages%n",
        out.resolve(PlantSimulation.LEDGER),
        plant.summary().total().received(),
        plant.summary().total().messages());
    printer.flush();
    long sent = new LivePublishing(broker, rate, Clock.systemUTC()).run(plant, seed);
    printer.printf("%d messages published and acknowledged by %s%n", sent, broker);
  }

  private void write(PrintWriter printer) throws Exception {
    SimulationSummary summary = settings(PlantSimulation.DEMO).writeTo(out);
    printer.printf(
        "%d readings in %d messages, %d lost in gaps; seed %d%n",
        summary.total().received(), summary.total().messages(), summary.silent(), seed);
    printer.printf(
        "truth    %s and %s%n",
        out.resolve(PlantSimulation.LEDGER), out.resolve(PlantSimulation.EXPECTED));
    printer.printf("try      ./penstock run --plan %s%n", out.resolve(PlantSimulation.PLAN));
  }
}
