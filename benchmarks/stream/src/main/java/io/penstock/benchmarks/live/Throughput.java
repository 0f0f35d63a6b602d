package io.penstock.benchmarks.live;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Runs every contender once per round, in turn, over a topic that is full, and tells the figures.
 */
final class Throughput {
  private final Servers servers;
  private final MeasuredProcess process;
  private final FilledTopic topic;
  private final Setting setting;
  private final PrintStream out;
  private final Map<Contender, List<Run>> runs = new EnumMap<>(Contender.class);

  Throughput(
      Servers servers,
      MeasuredProcess process,
      FilledTopic topic,
      Setting setting,
      PrintStream out) {
    this.servers = servers;
    this.process = process;
    this.topic = topic;
    this.setting = setting;
    this.out = out;
  }

  /** One run, and what the broker and PostgreSQL used meanwhile. */
  record Run(Outcome outcome, double brokerCpu, double postgresCpu) {
    double get(Outcome.Figure figure) {
      return outcome.get(figure);
    }
  }

  void run(List<Contender> contenders, int rounds)
      throws IOException, InterruptedException, SQLException {
    out.printf(
        "%n%-16s %5s %8s %8s %8s %8s %8s %7s %7s%n",
        topic.name(),
        "round",
        "CPU s",
        "whole",
        "wall s",
        "broker",
        "postgres",
        "RSS MB",
        "chkpts");
    for (int round = 1; round <= rounds; round++) {
      for (Contender contender : contenders) {
        Run run = run(contender, round);
        runs.computeIfAbsent(contender, c -> new ArrayList<>()).add(run);
        out.printf(
            Locale.ROOT,
            "%-16s %5d %8.1f %8.1f %8.1f %8.1f %8.1f %7.0f %3.0f/%.0f%n",
            contender,
            round,
            run.get(Outcome.Figure.CPU),
            run.get(Outcome.Figure.CPU_WHOLE),
            run.get(Outcome.Figure.WALL),
            run.brokerCpu,
            run.postgresCpu,
            run.get(Outcome.Figure.RSS_MB),
            run.get(Outcome.Figure.CHECKPOINTS),
            run.get(Outcome.Figure.CHECKPOINTS_FAILED));
      }
    }
    agree();
    table();
  }

  private Run run(Contender contender, int round)
      throws IOException, InterruptedException, SQLException {
    String name = topic.name() + "-" + contender + "-" + round;
    Path folder = setting.work().resolve(name);
    Files.createDirectories(folder);
    double broker = Meter.cpuSeconds();
    double postgres = servers.postgresCpuSeconds();
    Outcome outcome =
        switch (contender) {
          case PENSTOCK -> penstock(name, folder, "count", "counted");
          case PENSTOCK_STORES -> penstock(name, folder, "stores", "sealed");
          case NATIVE_SCAN -> nativeJob(name, folder, ReadingParser.SCAN);
          case NATIVE_JACKSON -> nativeJob(name, folder, ReadingParser.JACKSON);
        };
    Run run =
        new Run(outcome, Meter.cpuSeconds() - broker, servers.postgresCpuSeconds() - postgres);
    Folders.delete(folder);
    return run;
  }

  private Outcome penstock(String name, Path folder, String sink, String until)
      throws IOException, InterruptedException, SQLException {
    PenstockRun run =
        new PenstockRun(
            name,
            topic.name(),
            topic.input(),
            BenchPlan.SETTLE,
            sink,
            until,
            topic.partitions(),
            topic.distinct(),
            topic.records(),
            topic.longest(),
            setting.options());
    return run.start(servers, process, folder).process().outcome();
  }

  private Outcome nativeJob(String name, Path folder, ReadingParser parser)
      throws IOException, InterruptedException {
    return process
        .start(
            name,
            folder.resolve("tmp"),
            NativeMain.class,
            List.of(
                "brokers=" + servers.brokers(),
                "topic=" + topic.name(),
                "parser=" + parser.label(),
                "parallelism=" + topic.partitions(),
                "state=" + folder.resolve("state"),
                "expected=" + topic.distinct(),
                "longest=" + topic.longest().toSeconds()))
        .outcome();
  }

  /** Everyone's rows and sums are the first one's. */
  private void agree() {
    SortedMap<String, double[]> first = runs.values().iterator().next().get(0).outcome.sums();
    runs.forEach(
        (contender, list) -> {
          for (Run run : list) {
            if (!Totals.agree(first, run.outcome.sums())) {
              throw new IllegalStateException(
                  "%s: rows or sums differ: %s and %s"
                      .formatted(contender, Totals.text(first), Totals.text(run.outcome.sums())));
            }
          }
        });
    out.println("all agree: " + Totals.text(first));
  }

  private void table() {
    out.printf(
        "%n| %s: %s readings per record, %,d readings | CPU s | readings per CPU s | with start-up |"
            + " wall s | M readings per s | peak RSS MB | state MB |%n|---|---|---|---|---|---|---|---|%n",
        topic.name(), topic.readingsPerRecord(), topic.lines());
    runs.forEach(
        (contender, list) -> {
          double cpu = Figures.median(list, Outcome.Figure.CPU);
          double wall = Figures.median(list, Outcome.Figure.WALL);
          out.printf(
              Locale.ROOT,
              "| %s | %.1f | %,.0f | %,.0f | %.1f | %.2f | %.0f | %.0f |%n",
              contender,
              cpu,
              topic.lines() / cpu,
              topic.lines() / Figures.median(list, Outcome.Figure.CPU_WHOLE),
              wall,
              topic.lines() / wall / 1e6,
              Figures.median(list, Outcome.Figure.RSS_MB),
              Figures.median(list, Outcome.Figure.STATE_BYTES) / 1e6);
        });
    ratios();
    List<Run> stores = runs.getOrDefault(Contender.PENSTOCK_STORES, List.of());
    if (!stores.isEmpty()) {
      out.printf(
          Locale.ROOT,
          "penstock-stores: %.1f CPU s until all was sealed, PostgreSQL %.1f CPU s%n",
          Figures.median(stores, Outcome.Figure.CPU_SEALED),
          Figures.median(stores.stream().map(Run::postgresCpu).toList()));
    }
  }

  /** Penstock's readings per CPU second over the native job's of the same round. */
  private void ratios() {
    List<Run> penstock = runs.getOrDefault(Contender.PENSTOCK, List.of());
    for (Contender other : List.of(Contender.NATIVE_SCAN, Contender.NATIVE_JACKSON)) {
      List<Run> natives = runs.getOrDefault(other, List.of());
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < Math.min(penstock.size(), natives.size()); i++) {
        ratios.add(
            natives.get(i).get(Outcome.Figure.CPU) / penstock.get(i).get(Outcome.Figure.CPU));
      }
      if (!ratios.isEmpty()) {
        out.printf(
            Locale.ROOT,
            "penstock / %s: %.2fx (rounds: %s)%n",
            other,
            Figures.median(ratios),
            ratios.stream().map("%.2f"::formatted).collect(Collectors.joining(", ")));
      }
    }
  }
}
