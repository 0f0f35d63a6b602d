package io.penstock.io.sql;

import java.time.Duration;

/** How long to wait before a transaction that lost against another one is tried again. */
@FunctionalInterface
public interface Pause {
  /** 20 ms, doubled at each attempt, at most 2 s. */
  Pause DEFAULT = doubling(Duration.ofMillis(20), Duration.ofSeconds(2));

  /**
   * Waits.
   *
   * @param failures how often the transaction has failed so far, at least 1
   */
  void await(int failures) throws InterruptedException;

  /** Starts with {@code first} and doubles at each attempt up to {@code cap}. */
  static Pause doubling(Duration first, Duration cap) {
    return failures ->
        Thread.sleep(
            Math.min(cap.toMillis(), first.toMillis() << Math.min(failures - 1, Integer.SIZE)));
  }
}
