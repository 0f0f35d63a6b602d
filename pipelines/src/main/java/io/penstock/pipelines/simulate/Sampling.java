package io.penstock.pipelines.simulate;

import java.time.Duration;

/**
 * How often things are measured. Each period is a multiple of the one before; loggers write whole
 * seconds, so {@code normal} is a multiple of one.
 *
 * @param fast vibration
 * @param normal most metrics
 * @param slow states and booleans, which are repeated even when they have not changed
 */
public record Sampling(Duration fast, Duration normal, Duration slow) {
  /** 200 milliseconds, 1 second, 4 seconds. */
  public static final Sampling DEFAULT =
      new Sampling(Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(4));

  /**
   * Checks the periods.
   *
   * @throws IllegalArgumentException when they do not fit together
   */
  public Sampling {
    if (fast.toMillis() < 10 || fast.toNanos() % 1_000_000 != 0) {
      throw new IllegalArgumentException(
          "sampling.fast must be whole milliseconds and at least PT0.01S, but was: " + fast);
    }
    requireMultiple("sampling.normal", normal, fast);
    requireMultiple("sampling.normal", normal, Duration.ofSeconds(1));
    requireMultiple("sampling.slow", slow, normal);
  }

  private static void requireMultiple(String name, Duration value, Duration unit) {
    if (value.isZero() || value.toNanos() % unit.toNanos() != 0) {
      throw new IllegalArgumentException(
          name + " must be a multiple of " + unit + ", but was: " + value);
    }
  }
}
