package io.penstock.core.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Microseconds since 1970 UTC, which all times are inside, as times that people read. */
public final class Micros {
  private Micros() {}

  /**
   * The microseconds of a time; what is finer is cut off towards 1970.
   *
   * @throws ArithmeticException when there are more than fit into a long
   */
  public static long of(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** The time of so many microseconds. */
  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** The duration of so many microseconds. */
  public static Duration duration(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }
}
