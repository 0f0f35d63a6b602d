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
   * Runs a main class to its end.
   *
   * @param temporary folder of the process's temporary files
   */
  Outcome run(String name, Path temporary, Class<?> main, List<String> arguments)
      throws IOException, InterruptedException {
    Path log = logs.resolve(name + ".log");
    Path out = logs.resolve(name + ".out");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.add("-XX:+UseParallelGC");
    OPENED.forEach(opened -> command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    command.addAll(flags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    // The engines' own files go with the run's.
    command.add(1, "-Djava.io.tmpdir=" + Files.createDirectories(temporary));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(log.toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IOException(name + " failed with " + exit + "; see " + log);
    }
    return Outcome.parse(Files.readAllLines(out, StandardCharsets.UTF_8));
  }
}
