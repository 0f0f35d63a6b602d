package io.penstock.benchmarks.live;

import io.penstock.pipelines.simulate.BulkNdjson;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code benchmarks/live state}. */
@Command(
    name = "state",
    mixinStandardHelpOptions = true,
    description = {
      "Bytes of state per reading that waits for a partition which lags behind. The watermark of",
      "all is held back (the plan settles for a day), the stream reads a whole topic, and the next",
      "checkpoint is weighed: hot tiles, archive periods and raw slots are all in it."
    })
final class StateCommand implements Callable<Integer> {
  private static final Duration HELD = Duration.ofHours(23);

  @Mixin private Setting setting;

  @Option(
      names = "--millions",
      defaultValue = "3",
      description = "Million readings (default: ${DEFAULT-VALUE}).")
  private double millions;

  @Option(
      names = "--rate",
      defaultValue = "25000",
      description = "Readings per second while the topic is filled (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--per-record",
      defaultValue = "100",
      description = "Readings per record (default: ${DEFAULT-VALUE}).")
  private int perRecord;

  @Override
  public Integer call() throws Exception {
    PrintStream out = System.out;
    try (Servers servers = setting.servers()) {
      String topic = "held";
      servers.createTopic(topic, setting.partitions);
      BulkNdjson input = Setting.input(Math.round(millions * 1e6), rate);
      try (Feed feed =
          new Feed(
              servers.brokers(), List.of(new Feed.Topic(topic, perRecord)), setting.partitions)) {
        var unused = feed.run(input);
      }
      PenstockRun run =
          new PenstockRun(
              topic,
              topic,
              input,
              HELD,
              "stores",
              "held",
              setting.partitions,
              input.lines(),
              0,
              Duration.ofMinutes(10),
              setting.options());
      Outcome outcome =
          run.start(servers, setting.process(), setting.work().resolve("run")).process().outcome();
      tell(outcome, input.lines(), out);
    }
    return 0;
  }

  private void tell(Outcome outcome, long lines, PrintStream out) {
    double bytes = outcome.get(Outcome.Figure.HELD_BYTES);
    out.printf(
        Locale.ROOT,
        "%,d readings held, %d per record: %.1f MB of state, %.1f bytes per reading;"
            + " a checkpoint with nothing new writes %.1f MB, the longest took %.1f s%n",
        lines,
        perRecord,
        bytes / 1e6,
        bytes / lines,
        outcome.get(Outcome.Figure.WRITTEN_BYTES) / 1e6,
        outcome.get(Outcome.Figure.CHECKPOINT_MILLIS) / 1000);
    out.printf(
        Locale.ROOT,
        "an hour of skew at 10,000 readings per s in the partitions that are ahead: %.1f GB%n",
        bytes / lines * 10_000 * 3600 / 1e9);
  }
}
