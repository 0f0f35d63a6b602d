package io.penstock.runners.flink;

import io.penstock.core.decode.Lateness;
import io.penstock.core.plan.Plan;
import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.BoundedRun;
import io.penstock.pipelines.bounded.GivenOptions;
import io.penstock.pipelines.bounded.RecomputeOption;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.pipelines.live.LiveOptions;
import io.penstock.pipelines.live.LiveRun;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.runners.contract.Site;
import io.penstock.testkit.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * A plan, its topic and its stores, for one test of the live stream.
 *
 * @param folder the plan's folder
 * @param broker the broker
 * @param site the stores
 */
record LiveSite(Path folder, EmbeddedKafka broker, Site site) {
  static final String TOPIC = "plant.readings";
  private static final Path PLAN =
      Path.of(Objects.requireNonNull(System.getProperty("penstock.root"))).resolve("testdata/live");

  /** A fresh one, with a topic of some partitions. */
  static LiveSite start(Path folder, int partitions) throws Exception {
    Files.copy(PLAN.resolve("plan.yaml"), folder.resolve("plan.yaml"));
    Files.copy(PLAN.resolve("catalogue.csv"), folder.resolve("catalogue.csv"));
    EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("kafka"));
    broker.createTopic(TOPIC, partitions);
    broker.writeConnection(folder.resolve("kafka.properties"));
    return new LiveSite(folder, broker, Site.fresh(folder));
  }

  Plan plan() throws Exception {
    return PlanReader.create().read(planFile());
  }

  /** Options of the stream, with every flag set. */
  LiveOptions options(LocalCluster cluster) throws Exception {
    LiveOptions options = PipelineOptionsFactory.as(LiveOptions.class);
    options.setPlan(planFile().toString());
    options.setOut(site.out().toString());
    options.setHot(site.connectionFile().toString());
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    cluster.take(flink);
    flink.setCheckpointingInterval(2_000L);
    LiveRun run = LiveRun.open(options);
    LiveFlags.setDefaults(flink, run.partitions(), run.stateFolder());
    flink.setParallelism(run.partitions());
    return options;
  }

  /** The oldest retained checkpoint of a job. */
  Optional<Path> oldestCheckpoint(FlinkJob job) throws IOException {
    return Checkpoints.oldest(site.out().resolve("live/live/checkpoints"), job);
  }

  /** Computes everything again from this site's raw archive, in stores of its own. */
  Site recomputed(Lateness lateness) throws Exception {
    Site fresh = Site.fresh(folder);
    copy(site.out().resolve("live/raw"), fresh.out().resolve("live/raw"));
    BoundedOptions options = PipelineOptionsFactory.as(BoundedOptions.class);
    options.setPlan(planFile().toString());
    options.setOut(fresh.out().toString());
    options.setHot(fresh.connectionFile().toString());
    options.setRecompute(RecomputeOption.ALL);
    options.setLateness(lateness);
    FlinkMain.setDefaults(options, GivenOptions.NONE);
    RunReport report = BoundedRun.run(options);
    if (!report.incomplete().isEmpty()) {
      throw new IllegalStateException("raw is not complete: " + report.incomplete());
    }
    return fresh;
  }

  /** The first column of a query's only row, as a number. */
  long number(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(site.hot().url(), site.hot().user(), "");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  Path planFile() {
    return folder.resolve("plan.yaml");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.sorted().toList()) {
        Files.createDirectories(to);
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
