package io.penstock.benchmarks.live;

import io.penstock.pipelines.simulate.BulkNdjson;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code benchmarks/live throughput}. */
@Command(
    name = "throughput",
    mixinStandardHelpOptions = true,
    description = {
      "Readings per CPU second through Kafka on Flink, checkpoints every 10 s, RocksDB.",
      "Topics are filled in real time first; then every contender reads them, in turn."
    })
final class ThroughputCommand implements Callable<Integer> {
  @Mixin private Setting setting;

  @Option(
      names = "--millions",
      defaultValue = "6",
      description = "Million readings (default: ${DEFAULT-VALUE}).")
  private double millions;

  @Option(
      names = "--rate",
      defaultValue = "50000",
      description =
          "Readings per second of event time, while the topics are filled (default:"
              + " ${DEFAULT-VALUE}); each series has 10.")
  private int rate;

  @Option(
      names = "--per-record",
      split = ",",
      defaultValue = "1,100",
      description = "Readings per record, one topic each (default: ${DEFAULT-VALUE}).")
  private List<Integer> perRecord = List.of();

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description =
          "Rounds, in each of which every contender runs once (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--contenders",
      split = ",",
      defaultValue = "penstock,native-scan,native-jackson,penstock-stores",
      description = "Who runs, in this order (default: ${DEFAULT-VALUE}).")
  private List<Contender> contenders = List.of();

  @Override
  public Integer call() throws Exception {
    PrintStream out = System.out;
    try (Servers servers = setting.servers()) {
      MeasuredProcess process = setting.process();
      for (FilledTopic topic : fill(servers, out)) {
        new Throughput(servers, process, topic, setting, out).run(contenders, rounds);
      }
    }
    return 0;
  }

  private List<FilledTopic> fill(Servers servers, PrintStream out) throws InterruptedException {
    long lines = Math.round(millions * 1e6);
    List<Feed.Topic> topics = new ArrayList<>();
    for (int readings : perRecord) {
      Feed.Topic topic = new Feed.Topic("per-record-" + readings, readings);
      servers.createTopic(topic.name, setting.partitions);
      topics.add(topic);
    }
    BulkNdjson input = Setting.input(lines, rate);
    out.printf("sending %,d readings of %,d series in %d s%n", lines, input.series(), lines / rate);
    Feed.Sent sent;
    try (Feed feed = new Feed(servers.brokers(), topics, setting.partitions)) {
      sent = feed.run(input);
    }
    out.printf("sent, never more than %d ms behind%n", sent.worstLag().toMillis());
    if (sent.worstLag().compareTo(BenchPlan.SETTLE) > 0) {
      throw new IllegalStateException("that is more than the plan settles: lower --rate");
    }
    // A topic is ready when its last tile can be closed, and its last period sealed, at once.
    Duration open =
        contenders.contains(Contender.PENSTOCK_STORES)
            ? BenchPlan.PERIOD.plus(BenchPlan.KEPT).plus(BenchPlan.SETTLE)
            : BenchPlan.TILE.plus(BenchPlan.SETTLE);
    out.printf("waiting %d s until the last of it can be closed%n", open.toSeconds());
    Thread.sleep(open.toMillis());
    Duration longest = Duration.ofSeconds(300 + lines / 20_000);
    return topics.stream()
        .map(
            topic ->
                new FilledTopic(
                    topic.name,
                    setting.partitions,
                    topic.readings,
                    topic.records(),
                    sent.distinct(),
                    input,
                    longest))
        .toList();
  }
}
