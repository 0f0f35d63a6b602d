package io.penstock.runners.faults;

import io.penstock.testkit.FreePort;
import io.penstock.testkit.process.Await;
import io.penstock.testkit.process.JvmProcess;
import io.penstock.testkit.process.JvmSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A standalone cluster: one JobManager, that of a session or of an application, and TaskManagers,
 * each a process. A TaskManager has slots for a whole stream, so a second one is the spare that
 * takes over at once.
 */
final class FlinkCluster implements AutoCloseable {
  /** How many checkpoints of a job are kept. */
  static final int RETAINED_CHECKPOINTS = 5;

  /** After so long without a word a TaskManager is given up. */
  private static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(8);

  private static final String JOB_MANAGER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  private static final String METRICS_PORT = "metrics.reporter.prom.port";

  private final Path folder;
  private final Map<String, String> settings;
  private final Path logs;
  private FlinkRest rest;
  private final Map<String, JvmProcess> taskManagers = new TreeMap<>();
  private final List<Integer> metricsPorts = new ArrayList<>();
  private int jobManagers;
  private @Nullable JvmProcess jobManager;
  private @Nullable Standby standby;

  /** What the processes are started with. */
  private Path configuration;

  /** Flags and environment of the processes. */
  private JvmSettings jvm = JvmSettings.ofFlink("");

  private FlinkCluster(Path folder, Path logs, int slots) throws IOException {
    this.folder = folder;
    this.logs = logs;
    int restPort = FreePort.next();
    this.rest = new FlinkRest("localhost:" + restPort);
    this.settings = settings(folder, slots, restPort);
    this.configuration = write("conf", settings);
  }

  private Path write(String name, Map<String, String> settings) throws IOException {
    Path own = Files.createDirectories(folder.resolve(name));
    List<String> lines = new ArrayList<>();
    settings.forEach((key, value) -> lines.add(key + ": \"" + value + "\""));
    Files.write(own.resolve("config.yaml"), lines);
    return own;
  }

  /** Settings for a cluster; nothing runs yet. */
  static FlinkCluster prepare(Path folder, Path logs, int slots) throws IOException {
    return new FlinkCluster(folder, logs, slots);
  }

  /** Starts a session cluster without TaskManagers. */
  static FlinkCluster start(Path folder, Path logs, int slots) throws Exception {
    FlinkCluster cluster = prepare(folder, logs, slots);
    cluster.restartJobManager();
    return cluster;
  }

  private static Map<String, String> settings(Path folder, int slots, int restPort)
      throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("jobmanager.rpc.address", "localhost");
    settings.put("jobmanager.rpc.port", Integer.toString(FreePort.next()));
    settings.put("rest.address", "localhost");
    settings.put("rest.port", Integer.toString(restPort));
    settings.put("taskmanager.host", "localhost");
    settings.put("taskmanager.numberOfTaskSlots", Integer.toString(slots));
    // Outside Flink's own scripts nobody derives these from a process size.
    settings.put("taskmanager.cpu.cores", Integer.toString(slots));
    settings.put("taskmanager.memory.framework.heap.size", "128m");
    settings.put("taskmanager.memory.framework.off-heap.size", "128m");
    settings.put("taskmanager.memory.task.heap.size", "512m");
    settings.put("taskmanager.memory.task.off-heap.size", "0m");
    settings.put("taskmanager.memory.network.min", "128m");
    settings.put("taskmanager.memory.network.max", "128m");
    settings.put("taskmanager.memory.managed.size", "256m");
    settings.put("taskmanager.memory.jvm-metaspace.size", "256m");
    settings.put("taskmanager.memory.jvm-overhead.max", "192m");
    settings.put("taskmanager.memory.jvm-overhead.min", "192m");
    settings.put("heartbeat.interval", "1500");
    settings.put("heartbeat.timeout", Long.toString(HEARTBEAT_TIMEOUT.toMillis()));
    settings.put("restart-strategy.type", "exponential-delay");
    settings.put("restart-strategy.exponential-delay.initial-backoff", "500 ms");
    settings.put("restart-strategy.exponential-delay.max-backoff", "5 s");
    settings.put("state.checkpoints.num-retained", Integer.toString(RETAINED_CHECKPOINTS));
    // The stream is on the cluster's own class path.
    settings.put("classloader.resolve-order", "parent-first");
    settings.put("metrics.fetcher.update-interval", "1000");
    settings.put("io.tmp.dirs", Files.createDirectories(folder.resolve("tmp")).toString());
    return settings;
  }

  FlinkRest rest() {
    return rest;
  }

  /**
   * Starts TaskManagers until so many are there, and waits until the JobManager knows them all.
   * Flink gives the start of its RPC ten seconds, whatever is set, and on a busy machine that may
   * not be enough: so one that has ended is started again.
   */
  void ensureTaskManagers(int count) throws Exception {
    Await.until(
        "the JobManager knows " + count + " TaskManagers",
        () -> {
          taskManagers.values().removeIf(taskManager -> !taskManager.isAlive());
          while (taskManagers.size() < count) {
            launchTaskManager();
          }
          return rest.taskManagers().containsAll(taskManagers.keySet());
        });
  }

  private void launchTaskManager() throws IOException {
    String id = "taskmanager-" + FreePort.next();
    taskManagers.put(
        id,
        JvmProcess.start(
            id,
            logs,
            withHeap("1g"),
            TASK_MANAGER,
            List.of(
                "--configDir",
                configuration.toString(),
                "-D",
                "taskmanager.resource-id=" + id,
                "-D",
                METRICS_PORT + "=" + metricsPort())));
  }

  /** A port for what a process exports, where it is told to. */
  private int metricsPort() throws IOException {
    int port = FreePort.next();
    metricsPorts.add(port);
    return port;
  }

  /** Where the processes that were started last for an application export their metrics. */
  List<Integer> metricsPorts() {
    return List.copyOf(metricsPorts);
  }

  /** The process of a TaskManager. */
  JvmProcess taskManager(String id) {
    JvmProcess process = taskManagers.get(id);
    if (process == null) {
      throw new IllegalStateException("no TaskManager " + id + " in " + taskManagers.keySet());
    }
    return process;
  }

  /** All processes of the cluster. */
  List<JvmProcess> processes() {
    List<JvmProcess> processes = new ArrayList<>(taskManagers.values());
    processes.add(jobManager());
    return processes;
  }

  void killJobManager() throws InterruptedException {
    jobManager().kill();
  }

  /** Ends everything at once, as an operator does before it starts a cluster anew. */
  void killAll() throws InterruptedException {
    killJobManager();
    for (JvmProcess taskManager : taskManagers.values()) {
      taskManager.kill();
    }
  }

  /** Starts the session's JobManager, which knows nothing of what was, unless it runs. */
  void restartJobManager() throws Exception {
    Await.until(
        "the JobManager answers",
        () -> {
          if (jobManager == null || !jobManager.isAlive()) {
            launch(
                JOB_MANAGER, "--configDir", configuration.toString(), "--executionMode", "cluster");
          }
          return rest.answers();
        });
  }

  /** Starts a JobManager in application mode; TaskManagers that are started from now on are its. */
  void startApplication(Application application) throws Exception {
    jvm = new JvmSettings("", application.flags(), withPlugins(application.environment()));
    metricsPorts.clear();
    configuration = writeApplication(application);
    launch(ApplicationMain.class.getName(), words(configuration, application.program()));
    awaitAnswer(jobManager(), rest);
  }

  /** A JobManager that waits until the one that leads is gone. */
  private record Standby(JvmProcess process, FlinkRest rest) {}

  /** Starts a second JobManager of an application with high availability, and waits for it. */
  void startStandby(Application application) throws Exception {
    FlinkRest own = new FlinkRest("localhost:" + FreePort.next());
    Path folder = writeApplication(application.with("rest.port", own.port()));
    JvmProcess process =
        start(ApplicationMain.class.getName(), words(folder, application.program()));
    standby = new Standby(process, own);
    awaitAnswer(process, own);
  }

  /** Kills the JobManager that leads, so that the other one must. */
  void loseLeader() throws InterruptedException {
    Standby next = Objects.requireNonNull(standby, "no standby was started");
    killJobManager();
    jobManager = next.process;
    rest = next.rest;
    standby = null;
  }

  private Path writeApplication(Application application) throws IOException {
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.putAll(application.settings());
    all.put(METRICS_PORT, Integer.toString(metricsPort()));
    return write("application-" + (jobManagers + 1), all);
  }

  private static String[] words(Path configuration, List<String> program) {
    List<String> words = new ArrayList<>(program);
    words.add(0, configuration.toString());
    return words.toArray(String[]::new);
  }

  /** Flink finds file systems by this variable. */
  private static Map<String, String> withPlugins(Map<String, String> environment) {
    Map<String, String> all = new TreeMap<>(environment);
    all.put(
        "FLINK_PLUGINS_DIR", Objects.requireNonNull(System.getProperty("penstock.flink.plugins")));
    return all;
  }

  /** The process of the JobManager. */
  JvmProcess jobManager() {
    return Objects.requireNonNull(jobManager, "no JobManager was started");
  }

  private void launch(String mainClass, String... arguments) throws IOException {
    jobManager = start(mainClass, arguments);
  }

  private JvmProcess start(String mainClass, String... arguments) throws IOException {
    jobManagers++;
    return JvmProcess.start(
        "jobmanager-" + jobManagers, logs, withHeap("768m"), mainClass, List.of(arguments));
  }

  private JvmSettings withHeap(String heap) {
    return new JvmSettings(heap, jvm.flags(), jvm.environment());
  }

  private static void awaitAnswer(JvmProcess process, FlinkRest rest) throws Exception {
    Await.until(
        "the JobManager answers",
        () -> {
          process.requireAlive();
          return rest.answers();
        });
  }

  @Override
  public void close() {
    taskManagers.values().forEach(JvmProcess::close);
    if (jobManager != null) {
      jobManager.close();
    }
    if (standby != null) {
      standby.process.close();
    }
  }
}
