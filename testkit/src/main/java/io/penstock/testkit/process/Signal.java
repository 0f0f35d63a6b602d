package io.penstock.testkit.process;

import java.io.IOException;

/** Signals to a process, which Java has only two of. */
public final class Signal {
  private Signal() {}

  /**
   * Sends one.
   *
   * @param signal its name, such as {@code KILL}
   */
  public static void send(String signal, long pid) throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException("signal " + signal + " did not reach process " + pid);
    }
  }
}
