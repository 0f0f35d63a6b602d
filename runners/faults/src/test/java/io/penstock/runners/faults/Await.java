package io.penstock.runners.faults;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what other processes bring about. */
final class Await {
  private static final long LOOK_MILLIS = 100;

  private Await() {}

  /**
   * Waits until a condition holds, and fails at the deadline.
   *
   * @return how long it took
   */
  static Duration until(String what, Duration deadline, Callable<Boolean> condition)
      throws Exception {
    long start = System.nanoTime();
    while (!condition.call()) {
      if (System.nanoTime() - start > deadline.toNanos()) {
        throw new AssertionError("did not happen within " + deadline + ": " + what);
      }
      Thread.sleep(LOOK_MILLIS);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
