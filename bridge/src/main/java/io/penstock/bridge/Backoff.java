package io.penstock.bridge;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: twice as long after each failure up to a cap, and of that a
 * random part between a half and all of it, so that many bridges do not return at the same moment.
 */
final class Backoff {
  private final long firstMillis;
  private final long capMillis;
  private final RandomGenerator random;
  private int failures;

  Backoff(Duration first, Duration cap, RandomGenerator random) {
    this.firstMillis = first.toMillis();
    this.capMillis = cap.toMillis();
    this.random = random;
  }

  /** The wait after one more failure. */
  Duration next() {
    int doublings = Math.min(failures, 20);
    failures++;
    long full = Math.min(capMillis, firstMillis << doublings);
    return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
  }

  /** It worked: the next failure is the first one. */
  void reset() {
    failures = 0;
  }
}
