package io.penstock.benchmarks.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that measures itself: all with the same virtual machine, heap, collector and flags.
 *
 * @param heap its heap, as {@code -Xmx} takes it
 * @param flags more flags of the virtual machine
 * @param logs folder of the logs
 */
record MeasuredProcess(String heap, List<String> flags, Path logs) {
  private static final List<String> OPENED =
      List.of("java.lang", "java.util", "java.time", "java.util.concurrent");

  /**
   * Starts a main class.
   *
   * @param temporary folder of the process's temporary files
   */
  Running start(String name, Path temporary, Class<?> main, List<String> arguments)
      throws IOException {
    Path log = logs.resolve(name + ".log");
    Path out = logs.resolve(name + ".out");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.add("-XX:+UseParallelGC");
    // The engines' own files go with the run's.
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(temporary));
    OPENED.forEach(opened -> command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    command.addAll(flags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(log.toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new Running(name, process, out, log);
  }

  /**
   * A process that was started.
   *
   * @param name of the run
   * @param process the process
   * @param out its standard output
   * @param log its standard error
   */
  record Running(String name, Process process, Path out, Path log) {
    /** Waits until its job runs, or it has ended. */
    void awaitJob() throws IOException, InterruptedException {
      while (process.isAlive() && !Files.readString(out).contains(Meter.RUNNING)) {
        Thread.sleep(100);
      }
    }

    /** Waits for its end. */
    Outcome outcome() throws IOException, InterruptedException {
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IOException(name + " failed with " + exit + "; see " + log);
      }
      return Outcome.parse(Files.readAllLines(out, StandardCharsets.UTF_8));
    }
  }
}
