package io.penstock.runners.launcher;

import io.penstock.bridge.ConnectionFiles;
import io.penstock.core.decode.Lateness;
import io.penstock.core.plan.Plan;
import io.penstock.core.time.Micros;
import io.penstock.io.hot.HotDatabase;
import io.penstock.pipelines.audit.AuditReport;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.pipelines.signals.Interrupts;
import io.penstock.pipelines.simulate.LivePlant;
import io.penstock.pipelines.simulate.PlantSimulation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The live demo: a simulated plant publishes over MQTT for a while, the bridge brings it into
 * Kafka, Flink into raw archive, hot tables and archive; when all is sealed the stream is stopped
 * with a savepoint and its stores are audited against what was sent; then what was late is
 * reconciled, and they are audited again, without a gate.
 *
 * @param out folder of everything, absent or empty
 * @param settings the plant; its start is when all parts run
 * @param printer for the user
 */
record LiveDemo(Path out, PlantSimulation settings, PrintWriter printer) {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration LONGEST_SEALING = Duration.ofMinutes(4);
  private static final int INTERRUPTED = 130;

  /** Runs the demo; returns the exit code. */
  int run() throws Exception {
    Thread demo = Thread.currentThread();
    Interrupts.handle(demo::interrupt);
    try {
      return stages();
    } catch (InterruptedException e) {
      printer.println("interrupted: every part was stopped, the folder is left as it is");
      printer.flush();
      return INTERRUPTED;
    }
  }

  private int stages() throws Exception {
    FreshFolder.require(out);
    Files.createDirectories(out.resolve("logs"));
    LivePlant.plan(settings, plant());
    Plan plan = PlanReader.create().read(planFile());
    say("starting PostgreSQL and the brokers of Kafka and MQTT ...");
    try (EmbeddedHot hot = EmbeddedHot.start(out)) {
      try (LiveParts parts = LiveParts.startBrokers(out, planFile(), plan)) {
        say("starting bridge and stream ...");
        parts.startStream(hot.file());
        follow(plan, hot, parts);
        say("all is sealed; stopping the stream with a savepoint ...");
        parts.stopStream().forEach(this::say);
        boolean clean = isVerified(hot);
        next();
        return clean ? 0 : 1;
      }
    }
  }

  /** As the stream left it, and once more after a reconciliation, which asks the broker. */
  private boolean isVerified(EmbeddedHot hot) throws Exception {
    say("computing everything again from the raw archive, for the audit ...");
    boolean clean = isClean(Lateness.AS_LIVE, hot);
    say("\nreconciling: computing the periods again that had late readings ...");
    return clean && reconciled(hot) && isClean(Lateness.IGNORE, hot);
  }

  private boolean isClean(Lateness gate, EmbeddedHot hot) throws Exception {
    Path messages = plant().resolve(PlantSimulation.MESSAGES);
    AuditReport report =
        new LiveAudit(Engine.DIRECT, planFile(), gate, messages, out, hot.connection()).run();
    LiveAudit.print(report, printer);
    return report.isClean();
  }

  private boolean reconciled(EmbeddedHot hot) throws Exception {
    Reconciliation reconciliation =
        new Reconciliation(Engine.DIRECT, planFile(), Output.folder(out), hot.file());
    Reconciliation.Outcome outcome = reconciliation.run(hot.connection());
    say(outcome.toString());
    return outcome.left() == 0;
  }

  /** Publishes, and follows the stream until all of it is sealed. */
  private void follow(Plan plan, EmbeddedHot hot, LiveParts parts) throws Exception {
    Clock clock = Clock.systemUTC();
    Instant start = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    LivePlant live = LivePlant.writeLedger(settings.withStart(start), plant());
    printer.printf(
        "publishing %d machines for %d s: %d messages, %d readings%n",
        settings.assets(),
        settings.duration().toSeconds(),
        live.summary().total().messages(),
        live.summary().total().received());
    LivePublishing publishing =
        new LivePublishing(ConnectionFiles.mqtt(parts.mqttFile()), LivePublishing.OWN_PACE, clock);
    CompletableFuture<Long> published =
        CompletableFuture.supplyAsync(() -> publish(publishing, live));
    try (HotDatabase database = HotDatabase.open(hot.connection())) {
      LiveProgress progress =
          new LiveProgress(database, plan.measurements().tileMicros(), printer, clock);
      while (!published.isDone()) {
        look(parts, progress, publishing);
      }
      succeeded(published);
      say("everything is published; waiting until its last period is sealed ...");
      long lastPeriod = lastPeriod(plan, start.plus(settings.duration()));
      Instant latest = clock.instant().plus(LONGEST_SEALING);
      while (!isSealed(look(parts, progress, publishing), lastPeriod)) {
        if (clock.instant().isAfter(latest)) {
          throw new CommandFailed(
              "not sealed after %d s; see %s"
                  .formatted(LONGEST_SEALING.toSeconds(), out.resolve("logs/stream.log")));
        }
      }
      say(progress.delay());
    }
  }

  private static LiveLook look(LiveParts parts, LiveProgress progress, LivePublishing publishing)
      throws Exception {
    Thread.sleep(LOOK.toMillis());
    parts.check();
    return progress.look(publishing.sent());
  }

  private static boolean isSealed(LiveLook look, long lastPeriod) {
    return look.unsealed() == 0 && look.newestTileMicros().orElse(Long.MIN_VALUE) >= lastPeriod;
  }

  /** Start of the last period that must have rows. */
  private static long lastPeriod(Plan plan, Instant end) {
    long period = plan.archive().periodMicros();
    long last = Micros.of(end) - 1;
    // Of a period that has barely begun, no tile may ever be complete.
    return Math.floorDiv(last - plan.measurements().tileMicros(), period) * period;
  }

  private long publish(LivePublishing publishing, LivePlant live) {
    try {
      return publishing.run(live, settings.seed());
    } catch (IOException e) {
      throw new CommandFailed("publishing failed: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return publishing.sent();
    }
  }

  private static void succeeded(CompletableFuture<Long> published) throws InterruptedException {
    try {
      published.get();
    } catch (ExecutionException e) {
      throw new CommandFailed("the plant stopped publishing: " + e.getCause());
    }
  }

  private void next() {
    printer.printf("%nnext%n");
    printer.printf("  ./penstock sql --out %s \"select * from sealed_features limit 5\"%n", out);
    printer.printf("  ./penstock coverage --plan %s --out %s%n", planFile(), out);
    printer.printf(
        "  ./penstock audit --plan %s --ledger %s --out %s --reconciled%n",
        planFile(), plant(), out);
    printer.flush();
  }

  private void say(String line) {
    printer.println(line);
    printer.flush();
  }

  private Path plant() {
    return out.resolve("plant");
  }

  private Path planFile() {
    return plant().resolve(PlantSimulation.PLAN);
  }
}
