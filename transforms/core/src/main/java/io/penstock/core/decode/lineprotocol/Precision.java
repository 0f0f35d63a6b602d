package io.penstock.core.decode.lineprotocol;

import static io.penstock.core.decode.Reason.AMBIGUOUS_TIMESTAMP;
import static io.penstock.core.decode.Reason.TIMESTAMP_OUT_OF_RANGE;

import io.penstock.core.decode.BadInput;
import io.penstock.core.time.TimeRule;
import io.penstock.core.time.TimeRule.Form;

/** Integer timestamps to microseconds, floored, within the bounds of a rule. */
final class Precision {
  /** Stands for a product that overflows; before every bound, so never plausible. */
  private static final long OVERFLOW = Long.MIN_VALUE;

  private Precision() {}

  /**
   * Microseconds of a timestamp.
   *
   * @throws BadInput {@code timestamp_out_of_range}, or {@code ambiguous_timestamp} when the form
   *     is {@link Form#AUTO} and not exactly one precision makes the value plausible
   */
  static long micros(long timestamp, TimeRule rule) throws BadInput {
    return switch (rule.form()) {
      case SECONDS -> checked(times(timestamp, 1_000_000), rule);
      case MILLIS -> checked(times(timestamp, 1_000), rule);
      case MICROS -> checked(timestamp, rule);
      case NANOS, TEXT -> checked(Math.floorDiv(timestamp, 1_000L), rule);
      case AUTO -> onlyPlausible(timestamp, rule);
    };
  }

  /** The same microseconds when they are within the bounds of the rule. */
  static long checked(long micros, TimeRule rule) throws BadInput {
    if (!isPlausible(micros, rule)) {
      throw new BadInput(TIMESTAMP_OUT_OF_RANGE, "timestamp outside the plan's bounds");
    }
    return micros;
  }

  private static long onlyPlausible(long timestamp, TimeRule rule) throws BadInput {
    long[] candidates = {
      times(timestamp, 1_000_000),
      times(timestamp, 1_000),
      timestamp,
      Math.floorDiv(timestamp, 1_000L)
    };
    int plausible = 0;
    long found = 0;
    for (long candidate : candidates) {
      if (isPlausible(candidate, rule)) {
        plausible++;
        found = candidate;
      }
    }
    if (plausible != 1) {
      throw new BadInput(
          AMBIGUOUS_TIMESTAMP, "timestamp plausible in " + plausible + " precisions, not in one");
    }
    return found;
  }

  private static boolean isPlausible(long micros, TimeRule rule) {
    return micros != OVERFLOW && micros >= rule.earliest() && micros <= rule.latest();
  }

  private static long times(long value, long factor) {
    boolean fits = Math.multiplyHigh(value, factor) == (value * factor) >> 63;
    return fits ? value * factor : OVERFLOW;
  }
}
