package io.penstock.testkit.process;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what other processes bring about. */
public final class Await {
  /** Many times what it takes: the machine may be busy with other things. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final long LOOK_MILLIS = 100;

  private Await() {}

  /** Waits until a condition holds, and fails when it does not within {@link #PATIENCE}. */
  public static void until(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("did not happen within " + PATIENCE + ": " + what);
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }
}
