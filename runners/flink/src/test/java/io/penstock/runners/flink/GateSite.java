package io.penstock.runners.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.Lateness;
import io.penstock.core.plan.Plan;
import io.penstock.io.object.ObjectRoot;
import io.penstock.io.raw.RawCoverage;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.pipelines.stores.PlanRegistration;
import io.penstock.pipelines.stores.Stores;
import io.penstock.runners.contract.Site;
import io.penstock.runners.flink.gate.GateTrial;
import io.penstock.runners.flink.gate.ScriptedLog;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * A script, real stores, and the jobs that play the one into the other.
 *
 * @param cluster where the jobs run
 * @param stores the stores
 * @param folder for checkpoints and savepoints
 * @param trial the script, and what it must come to
 */
record GateSite(LocalCluster cluster, Stores stores, Path folder, GateTrial trial) {
  static final int TASKS = 2;
  private static final Path PLAN =
      Path.of(Objects.requireNonNull(System.getProperty("penstock.root")))
          .resolve("testdata/live/gate.yaml");
  private static final Duration DEADLINE = Duration.ofMinutes(3);

  /** Checkpoints and watermarks come far more often than in production, and bundles as there. */
  private static final long CHECKPOINT_MILLIS = 1000;

  private static final long WATERMARK_MILLIS = 20;

  static GateSite fresh(LocalCluster cluster, Path folder, String name, long seed)
      throws Exception {
    Plan plan = PlanReader.create().read(PLAN);
    Site site = Site.fresh(folder);
    ObjectRoot out = ObjectRoot.folder(site.out().resolve(plan.name()));
    Stores stores = new Stores(out, site.hot(), plan.archive());
    PlanRegistration.register(plan, stores);
    System.out.println(name + ": seed " + seed);
    return new GateSite(
        cluster, stores, site.out().resolve("state"), GateTrial.of(name, plan, seed));
  }

  ScriptedLog log() {
    return trial.log();
  }

  /** Starts a job and waits until it has read what there is. */
  FlinkJob start(Consumer<FlinkPipelineOptions> change) throws Exception {
    return start(Lateness.AS_LIVE, change);
  }

  FlinkJob start(Lateness gate, Consumer<FlinkPipelineOptions> change) throws Exception {
    FlinkPipelineOptions flink = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    cluster.take(flink);
    flink.setParallelism(TASKS);
    flink.setCheckpointingInterval(CHECKPOINT_MILLIS);
    LiveFlags.setDefaults(flink, TASKS, folder);
    flink.setAutoWatermarkInterval(WATERMARK_MILLIS);
    change.accept(flink);
    log().noReaders();
    FlinkJob job = FlinkJob.submit(trial.pipeline(flink, stores, gate), flink);
    log().awaitRead();
    return job;
  }

  /** Starts a job that goes on from a savepoint or checkpoint. */
  FlinkJob goOn(String from, int tasks) throws Exception {
    return start(
        flink -> {
          flink.setSavepointPath(from);
          flink.setParallelism(tasks);
        });
  }

  /** Waits for a checkpoint that begins after now. */
  void awaitCheckpoint(FlinkJob job) throws Exception {
    int before = Checkpoints.completed(job);
    // The next to complete may have begun before.
    Await.until("checkpoints", DEADLINE, () -> Checkpoints.completed(job) >= before + 2);
  }

  Path oldestCheckpoint(FlinkJob job) throws Exception {
    return Checkpoints.oldest(folder.resolve("checkpoints"), job).orElseThrow();
  }

  String stop(FlinkJob job) throws Exception {
    try (job) {
      return job.stopWithSavepoint(folder.resolve("savepoints"));
    }
  }

  void cancel(FlinkJob job) throws Exception {
    try (job) {
      job.cancel();
      Await.until("the job has ended", DEADLINE, () -> job.status().isGloballyTerminalState());
    }
  }

  /** Plays the script to its end, waits for every set, and ends the job. */
  void finish(FlinkJob job) throws Exception {
    finish(job, "every set is there", () -> trial.isComplete() && isAllSealed());
  }

  /** Plays the script to its end, and ends the job when the last period is sealed. */
  void finishIncomplete(FlinkJob job) throws Exception {
    finish(job, "the last period is sealed", trial::isOver);
  }

  private void finish(FlinkJob job, String what, Callable<Boolean> condition) throws Exception {
    log().playTo(Long.MAX_VALUE);
    try {
      Await.until(what, DEADLINE, condition);
    } catch (AssertionError e) {
      throw new AssertionError(trial.figures() + ' ' + trial.violations(), e);
    } finally {
      cancel(job);
    }
    System.out.println(trial.figures());
  }

  private boolean isAllSealed() throws SQLException, IOException {
    return rows("select count(*), 0 from tile_evidence where stage <> 'final'").containsKey("0")
        && landed() == trial.expected().records();
  }

  private long landed() throws IOException {
    return RawCoverage.of(stores.openSlots().index()).stream()
        .filter(partition -> partition.isComplete() && partition.from() == 0)
        .mapToLong(RawCoverage::messages)
        .sum();
  }

  /** Every reading has its one fate, and every set is exact. */
  void assertExact() throws SQLException {
    assertThat(trial.violations()).isEmpty();
    assertThat(trial.dropped()).isZero();
    assertThat(trial.countedLate()).isGreaterThanOrEqualTo(trial.expected().lates());
    assertThat(
            rows(
                "select asset || ' ' || "
                    + micros("period_start")
                    + ", "
                    + micros("highest_ingest")
                    + " from dirty where reason = 'late'"))
        .isEqualTo(trial.expected().late());
    assertThat(rows("select reason, count(*) from quarantine group by reason"))
        .isEqualTo(Map.of("future_timestamp", (long) trial.expected().futures()));
  }

  private static String micros(String column) {
    return "(extract(epoch from " + column + ") * 1000000)::bigint";
  }

  private Map<String, Long> rows(String sql) throws SQLException {
    Map<String, Long> rows = new HashMap<>();
    try (Connection connection =
            DriverManager.getConnection(stores.hot().url(), stores.hot().user(), "");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        rows.put(row.getString(1), row.getLong(2));
      }
    }
    return rows;
  }
}
