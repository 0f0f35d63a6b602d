package io.penstock.benchmarks.live;

import io.penstock.io.hot.HotConnection;
import io.penstock.pipelines.simulate.BulkNdjson;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code benchmarks/live latency}. */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description = {
      "Time from the end of a tile, and from ingest, to the commit of its rows, as PostgreSQL notes",
      "it: the production's stream with all stores under a steady load, once with all partitions",
      "busy and once with an idle one more."
    })
final class LatencyCommand implements Callable<Integer> {
  /** Tiles that end earlier than this after the start are not looked at: compilers are busy. */
  private static final Duration WARM_UP = Duration.ofSeconds(30);

  private static final String LATENCY =
      """
      with row_times as (
        select to_timestamp((floor(extract(epoch from time) / 10) + 1) * 10) as tile_end,
               time + interval '500 milliseconds' as ingested,
               pg_xact_commit_timestamp(xmin) as committed
        from measurements),
      looked_at as (
        select extract(epoch from committed - tile_end) as from_tile,
               extract(epoch from committed - ingested) as from_ingest
        from row_times
        where tile_end >= (select min(tile_end) from row_times) + interval '%d seconds'
          and tile_end < (select max(tile_end) from row_times))
      select count(*),
             percentile_cont(0.5) within group (order by from_tile),
             percentile_cont(0.99) within group (order by from_tile),
             max(from_tile),
             percentile_cont(0.5) within group (order by from_ingest),
             percentile_cont(0.99) within group (order by from_ingest)
      from looked_at
      """;

  @Mixin private Setting setting;

  @Option(
      names = "--rate",
      defaultValue = "10000",
      description = "Readings per second: half of what is sustained (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--seconds",
      defaultValue = "120",
      description = "How long readings are sent, warm-up included (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--per-record",
      defaultValue = "100",
      description = "Readings per record (default: ${DEFAULT-VALUE}).")
  private int perRecord;

  @Override
  public Integer call() throws Exception {
    PrintStream out = System.out;
    out.printf(
        "| %,d readings per s, %d per record | rows | tile end to commit p50 s | p99 s | max s",
        rate, perRecord);
    out.printf(" | ingest to commit p50 s | p99 s |%n|---|---|---|---|---|---|---|%n");
    try (Servers servers = setting.servers()) {
      measure("all partitions busy", servers, 0, out);
      measure("one more partition, idle", servers, 1, out);
    }
    return 0;
  }

  private void measure(String what, Servers servers, int idle, PrintStream out) throws Exception {
    String topic = "idle-" + idle;
    servers.createTopic(topic, setting.partitions + idle);
    long lines = (long) rate * seconds;
    BulkNdjson planned = Setting.input(lines, rate);
    PenstockRun run =
        new PenstockRun(
            topic,
            topic,
            planned,
            BenchPlan.SETTLE,
            "stores",
            "rows",
            setting.partitions + idle,
            planned.forEachBlock(block -> {}),
            0,
            Duration.ofSeconds(seconds + 300L),
            setting.options());
    PenstockRun.Started started =
        run.start(servers, setting.process(), setting.work().resolve(topic));
    started.process().awaitJob();
    Feed.Sent sent;
    try (Feed feed =
        new Feed(
            servers.brokers(), List.of(new Feed.Topic(topic, perRecord)), setting.partitions)) {
      sent = feed.run(Setting.input(lines, rate));
    }
    var unused = started.process().outcome();
    tell(what, started.hot(), sent, out);
  }

  private static void tell(String what, HotConnection hot, Feed.Sent sent, PrintStream out)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection(hot.url(), hot.user(), "");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(LATENCY.formatted(WARM_UP.toSeconds()))) {
      row.next();
      out.printf(
          Locale.ROOT,
          "| %s | %,d | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
          what,
          row.getLong(1),
          row.getDouble(2),
          row.getDouble(3),
          row.getDouble(4),
          row.getDouble(5),
          row.getDouble(6));
      out.printf("(the sender was never more than %d ms behind)%n", sent.worstLag().toMillis());
    }
  }
}
