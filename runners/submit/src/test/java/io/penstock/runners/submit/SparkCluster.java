package io.penstock.runners.submit;

import io.penstock.testkit.FreePort;
import io.penstock.testkit.process.JvmProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A standalone Spark: a master and two workers, each a process, on addresses of their own, since
 * Spark never runs a task twice at once on one host.
 */
final class SparkCluster implements AutoCloseable {
  private static final List<String> HOSTS = List.of("127.0.0.1", "127.0.0.2");

  /**
   * What each of the workers has.
   *
   * @param cores how many tasks, and drivers, at once
   * @param memory what drivers and executors share
   */
  record Worker(int cores, String memory) {}

  private static final Worker SMALL = new Worker(2, "3g");

  private final SparkHome home;
  private final Worker worker;
  private final Path folder;
  private final Path logs;
  private final String master;
  private final List<JvmProcess> processes = new ArrayList<>();
  private int submissions;

  private SparkCluster(SparkHome home, Worker worker, Path folder, String master) {
    this.home = home;
    this.worker = worker;
    this.folder = folder;
    this.logs = folder.resolve("logs");
    this.master = master;
  }

  /** Starts one with small workers, and waits until the master knows them. */
  static SparkCluster start(Path folder) throws Exception {
    return start(SparkHome.layOut(), SMALL, folder);
  }

  /** Starts one, and waits until the master knows its workers. */
  static SparkCluster start(SparkHome home, Worker worker, Path folder) throws Exception {
    int port = FreePort.next();
    SparkCluster cluster = new SparkCluster(home, worker, folder, "spark://127.0.0.1:" + port);
    try {
      cluster.launch(port);
      return cluster;
    } catch (Exception | Error e) {
      cluster.close();
      throw e;
    }
  }

  private void launch(int port) throws Exception {
    JvmProcess started =
        run(
            "master",
            "org.apache.spark.deploy.master.Master",
            List.of("--host", "127.0.0.1", "--port", Integer.toString(port), "--webui-port", "0"));
    started.await("Starting Spark master at " + master);
    for (String host : HOSTS) {
      run(
          "worker-" + host,
          "org.apache.spark.deploy.worker.Worker",
          List.of(
              "--host",
              host,
              "--cores",
              Integer.toString(worker.cores()),
              "--memory",
              worker.memory(),
              "--work-dir",
              work(host).toString(),
              "--webui-port",
              "0",
              master));
    }
    for (String host : HOSTS) {
      started.await("Registering worker " + host);
    }
  }

  private JvmProcess run(String name, String mainClass, List<String> arguments)
      throws IOException, InterruptedException {
    JvmProcess process = home.start(name, logs, mainClass, arguments);
    processes.add(process);
    return process;
  }

  /** What {@code --master} says. */
  String master() {
    return master;
  }

  /** Starts {@code spark-submit} with these arguments. */
  JvmProcess submit(List<String> arguments) throws IOException, InterruptedException {
    submissions++;
    return run("submit-" + submissions, SparkHome.SUBMIT, arguments);
  }

  /** The executors that run, of whatever application. */
  List<ProcessHandle> executors() {
    return processes.stream()
        .flatMap(JvmProcess::descendants)
        .filter(process -> commandLine(process).contains("CoarseGrainedExecutorBackend"))
        .toList();
  }

  /** Whether any driver or executor on the workers has logged some words. */
  boolean logged(String words) throws IOException {
    for (String host : HOSTS) {
      try (Stream<Path> files = Files.walk(work(host))) {
        for (Path file : files.filter(path -> path.endsWith("stderr")).toList()) {
          if (Files.readString(file).contains(words)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** What the processes of applications have said last: for the report of a test that failed. */
  String told() throws IOException {
    StringBuilder told = new StringBuilder();
    for (String host : HOSTS) {
      try (Stream<Path> files = Files.walk(work(host))) {
        for (Path file : files.filter(path -> path.endsWith("stderr")).sorted().toList()) {
          List<String> lines = Files.readAllLines(file);
          told.append("== ").append(file).append('\n');
          lines
              .subList(Math.max(0, lines.size() - 40), lines.size())
              .forEach(line -> told.append(line).append('\n'));
        }
      }
    }
    return told.toString();
  }

  /**
   * Waits until an application that runs in cluster mode ends, and fails unless it ended well: the
   * exit code of {@code spark-submit} does not say it, its log does.
   */
  void awaitFinished(JvmProcess submission) throws Exception {
    submission.awaitEnd();
    if (submission.line("is FINISHED").isEmpty()) {
      throw failed(submission);
    }
  }

  /** The same for client mode, where the program runs in {@code spark-submit} itself. */
  void awaitSuccess(JvmProcess submission) throws Exception {
    submission.awaitEnd();
    if (submission.exitCode() != 0) {
      throw failed(submission);
    }
  }

  private AssertionError failed(JvmProcess submission) throws IOException {
    return new AssertionError(
        submission.name()
            + " ended with "
            + submission.exitCode()
            + ": "
            + submission.lastLines()
            + "\n"
            + told());
  }

  private Path work(String host) {
    return folder.resolve("work-" + host);
  }

  /** The arguments too: a name alone would be java for all of them. */
  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
    } catch (IOException ended) {
      return ""; // it has ended meanwhile
    }
  }

  @Override
  public void close() {
    for (JvmProcess process : processes) {
      process.close();
    }
  }
}
