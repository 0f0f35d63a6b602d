package io.penstock.runners.faults;

import java.io.IOException;

/** Signals to a process, which Java has only two of. */
final class Signal {
  private Signal() {}

  static void send(String signal, long pid) throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException("signal " + signal + " did not reach process " + pid);
    }
  }
}
