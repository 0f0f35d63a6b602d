package io.penstock.runners.flink;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what other threads and processes bring about. */
final class Await {
  private static final long LOOK_MILLIS = 200;

  private Await() {}

  /** Waits until a condition holds, and fails at the deadline. */
  static void until(String what, Duration deadline, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + deadline.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("did not happen within " + deadline + ": " + what);
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }
}
