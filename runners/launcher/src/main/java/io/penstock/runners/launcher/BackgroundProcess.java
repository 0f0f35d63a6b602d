package io.penstock.runners.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A part of the demo that runs beside it, in a process of its own that writes to a log. */
final class BackgroundProcess implements AutoCloseable {
  private static final long LOOK_MILLIS = 200;
  private static final long SECONDS_TO_END = 60;

  private final String what;
  private final Process process;
  private final Path log;

  private BackgroundProcess(String what, Process process, Path log) {
    this.what = what;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a process.
   *
   * @param what it is, in a word, for the user
   */
  static BackgroundProcess start(String what, List<String> command, Path log) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    ChildProcess.adopt(process);
    return new BackgroundProcess(what, process, log);
  }

  /**
   * Waits until it has written a line that holds some words, and returns that line.
   *
   * @throws CommandFailed when it ends before, or takes too long
   */
  String await(String words, Duration longest) throws IOException, InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    Optional<String> line = line(words);
    while (line.isEmpty()) {
      check();
      if (System.nanoTime() > end) {
        throw new CommandFailed(
            "the " + what + " did not start within " + longest.toSeconds() + " s; see " + log);
      }
      Thread.sleep(LOOK_MILLIS);
      line = line(words);
    }
    return line.get();
  }

  /**
   * Makes sure that it runs.
   *
   * @throws CommandFailed when it has ended
   */
  void check() throws IOException {
    if (!process.isAlive()) {
      List<String> lines = lines();
      String last = lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
      throw new CommandFailed(
          "the %s ended (exit code %d): %s; see %s"
              .formatted(what, process.exitValue(), last.strip(), log));
    }
  }

  /** The first line of its log that holds some words. */
  Optional<String> line(String words) throws IOException {
    return lines().stream().filter(line -> line.contains(words)).findFirst();
  }

  private List<String> lines() throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
  }

  /** Asks it to end, waits for that, and insists when it takes too long. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
