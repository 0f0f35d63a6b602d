package io.penstock.bridge;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what has to come, and fails when it does not. */
final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long LOOK_NANOS = 20_000_000;

  private Await() {}

  static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + PATIENCE + ": " + what);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
