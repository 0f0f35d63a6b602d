package io.penstock.runners.launcher;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A process that shares this one's output and does not outlive it: an interrupted command first
 * ends its children, so that none goes on writing behind the user's back.
 */
final class ChildProcess {
  private static final long SECONDS_TO_END = 10;
  private static final Set<Process> LIVING = ConcurrentHashMap.newKeySet();
  private static volatile boolean ending;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(ChildProcess::endAll, "penstock-children"));
  }

  private ChildProcess() {}

  /**
   * Runs a command to its end.
   *
   * @param what the command in a word, for the user
   * @throws CommandFailed when it fails
   */
  static void run(String what, List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    LIVING.add(process);
    int exit = process.waitFor();
    LIVING.remove(process);
    if (ending) {
      Thread.currentThread().join(); // the command is being ended, which is no failure to report
    }
    if (exit != 0) {
      throw new CommandFailed("the " + what + " failed (exit code " + exit + ")");
    }
  }

  /** Takes a process that runs beside this one, and ends it if this one ends before it. */
  static void adopt(Process process) {
    LIVING.add(process);
    var unused = process.onExit().thenRun(() -> LIVING.remove(process));
  }

  private static void endAll() {
    if (LIVING.isEmpty()) {
      return;
    }
    ending = true;
    System.err.println(
        "penstock: interrupted; what was landed is kept, and the same command completes it");
    LIVING.forEach(Process::destroy);
    for (Process process : LIVING) {
      try {
        if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
