package io.penstock.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void waitsGrowToTheCapAndVary() {
    long seed = 7;
    Backoff backoff =
        new Backoff(Duration.ofMillis(200), Duration.ofSeconds(15), new SplittableRandom(seed));

    long full = 200;
    for (int failure = 0; failure < 40; failure++) {
      assertThat(backoff.next().toMillis()).as("seed " + seed).isBetween(full / 2, full);
      full = Math.min(15_000, full * 2);
    }
    backoff.reset();
    assertThat(backoff.next().toMillis()).isBetween(100L, 200L);
  }
}
