package io.penstock.runners.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An engine: the jar that runs a plan on it, and the packages of the JDK it needs opened. */
enum Engine {
  DIRECT,
  FLINK,
  SPARK;

  private static final String LIVE_MAIN = "io.penstock.runners.flink.LiveMain";

  private List<String> opened() {
    return switch (this) {
      case DIRECT -> List.of();
      case FLINK -> List.of("java.lang", "java.util", "java.time", "java.util.concurrent");
      case SPARK ->
          List.of(
              "java.lang",
              "java.lang.invoke",
              "java.lang.reflect",
              "java.io",
              "java.net",
              "java.nio",
              "java.util",
              "java.util.concurrent",
              "java.util.concurrent.atomic",
              "sun.nio.ch",
              "sun.nio.cs",
              "sun.security.action",
              "sun.util.calendar");
    };
  }

  /** The engine's name as options write it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The command that starts the engine's own main class with some arguments. */
  List<String> command(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(java());
    command.add("-jar");
    command.add(jar().toString());
    command.addAll(arguments);
    return command;
  }

  /** The command that starts the live stream, which Flink alone runs. */
  static List<String> liveCommand(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(FLINK.java());
    command.add("-cp");
    command.add(FLINK.jar().toString());
    command.add(LIVE_MAIN);
    command.addAll(arguments);
    return command;
  }

  private List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + System.getProperty("penstock.engine.heap", "4g"));
    command.add("-XX:+UseParallelGC");
    for (String name : opened()) {
      command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED");
    }
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    return command;
  }

  private Path jar() throws IOException {
    return BuiltJar.find(Path.of("runners", label()), "penstock-runner-" + label() + "-*-all.jar");
  }
}
