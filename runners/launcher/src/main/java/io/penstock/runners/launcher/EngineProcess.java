package io.penstock.runners.launcher;

import io.penstock.core.decode.Lateness;
import io.penstock.pipelines.bounded.RunReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One bounded run in a process of its own, so that each engine has its own classpath and its own
 * memory.
 *
 * @param engine which engine
 * @param plan the plan file
 * @param out where the results go
 * @param hot the connection file of the hot tables
 * @param inputs inputs that replace the plan's, empty for the plan's own
 * @param lateness what happens to late readings
 * @param extra further options, handed to the engine as they are
 */
record EngineProcess(
    Engine engine,
    Path plan,
    Output out,
    Path hot,
    List<String> inputs,
    Lateness lateness,
    List<String> extra) {

  /** Runs to the end; the process shares this one's output, and dies with it. */
  RunReport run() throws IOException, InterruptedException {
    Path report = out.work().resolve("report-" + engine.label() + ".json");
    ChildProcess.run(engine.label() + " run", engine.command(arguments(report)));
    return RunReport.read(report);
  }

  private List<String> arguments(Path report) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--plan=" + plan);
    arguments.addAll(out.arguments());
    arguments.add("--hot=" + hot);
    arguments.add("--lateness=" + lateness);
    arguments.add("--report=" + report);
    if (!inputs.isEmpty()) {
      arguments.add("--input=" + String.join(",", inputs));
    }
    arguments.addAll(extra);
    return arguments;
  }
}
