package io.penstock.runners.faults;

import io.penstock.core.plan.Plan;
import io.penstock.io.hot.HotConnection;
import io.penstock.io.raw.RawCoverage;
import io.penstock.io.raw.RawSlots;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.pipelines.stores.ConnectionFile;
import io.penstock.testkit.process.Await;
import io.penstock.testkit.process.JvmProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One stream with a topic and stores of its own, and what it was sent. */
final class LiveSite implements AutoCloseable {
  private static final Path TESTDATA =
      Path.of(Objects.requireNonNull(System.getProperty("penstock.root"))).resolve("testdata");

  private final String name;
  private final Path folder;
  private final Path out;
  private final Servers servers;
  private final HotConnection hot;
  private int starts;
  private @Nullable LiveClient client;

  private LiveSite(String name, Path folder, Path out, Servers servers, HotConnection hot) {
    this.name = name;
    this.folder = folder;
    this.out = out;
    this.servers = servers;
    this.hot = hot;
  }

  /** A fresh one; its stream is not started. */
  static LiveSite create(Servers servers, Path below, String name) throws Exception {
    return create(servers, below, name, below.resolve("plans").resolve(name).resolve("out"));
  }

  /** The same with raw archive and archive elsewhere. */
  static LiveSite create(Servers servers, Path below, String name, Path out) throws Exception {
    Path folder = Files.createDirectories(below.resolve("plans").resolve(name));
    LiveSite site =
        new LiveSite(name, folder, out, servers, servers.postgres().fresh("site_" + name));
    String plan =
        Files.readString(TESTDATA.resolve("faults/plan.yaml"))
            .replace("plant.readings", site.topic())
            .replace("../live/catalogue.csv", "catalogue.csv");
    Files.writeString(site.planFile(), plan);
    Files.copy(TESTDATA.resolve("live/catalogue.csv"), folder.resolve("catalogue.csv"));
    try (OutputStream connection = Files.newOutputStream(folder.resolve("kafka.properties"))) {
      servers.kafka().clientProperties().store(connection, null);
    }
    ConnectionFile.write(site.hot, site.hotFile());
    servers.kafka().createTopic(site.topic(), Servers.PARTITIONS);
    return site;
  }

  Servers servers() {
    return servers;
  }

  String name() {
    return name;
  }

  String topic() {
    return "plant." + name;
  }

  Path folder() {
    return folder;
  }

  Path planFile() {
    return folder.resolve("plan.yaml");
  }

  Plan plan() throws Exception {
    return PlanReader.create().read(planFile());
  }

  /** Where raw archive and archive are, as files. */
  Path out() {
    return out;
  }

  HotConnection hot() {
    return hot;
  }

  Path hotFile() {
    return folder.resolve("hot.properties");
  }

  /** The ledger of messages, written before they are sent. */
  Path ledger() {
    return folder.resolve("messages.jsonl.gz");
  }

  /** Starts the stream without state. */
  void start(String from) throws Exception {
    submit("--from=" + from);
  }

  /** Starts the stream from a savepoint or a checkpoint. */
  void restore(String path) throws Exception {
    submit("--savepointPath=" + path);
  }

  private void submit(String how) throws Exception {
    starts++;
    client = LiveClient.submit(this, "live-" + name + "-" + starts, how);
    String job = job();
    Await.until("the stream runs", () -> rest().allTasksRun(job));
  }

  /** The process that follows the stream. */
  LiveClient client() {
    return Objects.requireNonNull(client, "the stream was not started");
  }

  String job() {
    return client().job();
  }

  /** What the stream's job has left. */
  Checkpoints checkpoints() {
    return Checkpoints.in(out().resolve("faults/live/checkpoints").resolve(job()));
  }

  /** Waits until the stream has made so many more checkpoints. */
  void awaitCheckpoints(int more) throws Exception {
    long target = rest().checkpoints(job()) + more;
    Await.until("more checkpoints are made", () -> rest().checkpoints(job()) >= target);
  }

  /** Waits for a checkpoint that the cluster's only job has made since; the job. */
  String awaitCheckpoint() throws Exception {
    long now = System.currentTimeMillis();
    Await.until(
        "the stream makes checkpoints",
        () -> {
          servers.flink().jobManager().requireAlive();
          List<String> jobs = rest().jobs();
          return jobs.size() == 1
              && rest().state(jobs.get(0)).equals("RUNNING")
              && rest().newestCheckpointMillis(jobs.get(0)) > now;
        });
    return rest().jobs().get(0);
  }

  /** Ends the stream where it stands; its checkpoints stay. */
  void cancel() throws Exception {
    client().kill();
    rest().cancel(job());
    Await.until("the stream has ended", () -> rest().state(job()).equals("CANCELED"));
  }

  FlinkRest rest() {
    return servers.flink().rest();
  }

  /** A TaskManager that runs tasks of the stream. */
  JvmProcess someTaskManager(Random random) throws Exception {
    var ids = rest().taskManagersOf(job()).stream().toList();
    return servers.flink().taskManager(ids.get(random.nextInt(ids.size())));
  }

  /** Messages that are landed, in partitions without a hole. */
  long landed() throws IOException {
    return RawCoverage.of(RawSlots.local(out().resolve("faults")).index()).stream()
        .filter(partition -> partition.isComplete() && partition.from() == 0)
        .mapToLong(RawCoverage::messages)
        .sum();
  }

  /** A connection of somebody else to the hot tables. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(hot.url(), hot.user(), "");
  }

  /** The first column of a query's only row, as a number. */
  long number(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The first column of a query's rows, as text. */
  List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }

  /** Runs a statement. */
  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Ends the stream and the process that follows it. */
  @Override
  public void close() throws Exception {
    if (client == null) {
      return;
    }
    client.process().close();
    if (rest().answers()) {
      rest().cancel(client.job());
    }
  }
}
