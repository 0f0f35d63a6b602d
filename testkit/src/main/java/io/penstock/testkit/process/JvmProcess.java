package io.penstock.testkit.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A JVM of its own with a log, that can be killed and frozen, and does not outlive its suite. */
public final class JvmProcess implements AutoCloseable {
  private final String name;
  private final Process process;
  private final Path log;

  private JvmProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts one on this suite's class path, with what Flink needs opened.
   *
   * @param name names the process and its log
   * @param heap the JVM's heap, such as {@code 512m}
   */
  public static JvmProcess start(
      String name, Path logs, String heap, String mainClass, List<String> arguments)
      throws IOException {
    return start(name, logs, JvmSettings.ofFlink(heap), mainClass, arguments);
  }

  /**
   * Starts one on this suite's class path.
   *
   * @param name names the process and its log
   */
  public static JvmProcess start(
      String name, Path logs, JvmSettings settings, String mainClass, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("-Xmx" + settings.heap());
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1"); // they live for minutes, and share the processors
    command.addAll(settings.flags());
    command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
    command.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");
    command.add("-Dorg.slf4j.simpleLogger.log.org.apache.kafka=warn");
    command.add("-Dorg.slf4j.simpleLogger.log.kafka=warn");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(mainClass);
    command.addAll(arguments);
    return start(name, logs, command, mainClass, settings.environment());
  }

  /**
   * Starts one.
   *
   * @param name names the process and its log
   * @param command a JVM with {@code -cp}, the main class and its arguments
   * @param mainClass that class
   * @param environment variables beside this process's own
   */
  public static JvmProcess start(
      String name,
      Path logs,
      List<String> command,
      String mainClass,
      Map<String, String> environment)
      throws IOException {
    Files.createDirectories(logs);
    Path log = logs.resolve(name + ".log");
    ProcessBuilder builder = new ProcessBuilder(Leash.hold(command, mainClass));
    builder.environment().putAll(environment);
    return new JvmProcess(
        name, builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
  }

  /** Names the process and its log. */
  public String name() {
    return name;
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Fails when it has ended, and says what it said last. */
  public void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError(name + " has ended; its log ends with " + lastLines());
    }
  }

  /** Ends it at once, by SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to end, by SIGTERM; Java's own way would also let go of its leash. */
  public void terminate() throws IOException, InterruptedException {
    Signal.send("TERM", process.pid());
  }

  /** Freezes it, by SIGSTOP. */
  public void freeze() throws IOException, InterruptedException {
    Signal.send("STOP", process.pid());
  }

  /** Lets it go on where it was frozen, by SIGCONT. */
  public void thaw() throws IOException, InterruptedException {
    Signal.send("CONT", process.pid());
  }

  /** Waits until it has ended. */
  public void awaitEnd() throws Exception {
    Await.until(name + " ends", () -> !process.isAlive());
  }

  /** Waits for a line of its log that holds some words, and returns it. */
  public String await(String words) throws Exception {
    Await.until(
        "'" + words + "' in " + log,
        () -> {
          Optional<String> line = line(words);
          if (line.isEmpty()) {
            requireAlive();
          }
          return line.isPresent();
        });
    return line(words).orElseThrow();
  }

  /** The last line of its log that holds some words. */
  public Optional<String> line(String words) throws IOException {
    return lines().stream().filter(line -> line.contains(words)).reduce((a, b) -> b);
  }

  /** The code it ended with. */
  public int exitCode() {
    return process.exitValue();
  }

  /** The processes that it started, and they. */
  public Stream<ProcessHandle> descendants() {
    return process.descendants();
  }

  /** The process itself. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** What it said last. */
  public String lastLines() throws IOException {
    List<String> lines = lines();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  private List<String> lines() throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
