package io.penstock.core.decode.senml;

import static io.penstock.core.decode.Reason.NO_INGEST_TIME;
import static io.penstock.core.decode.Reason.TIMESTAMP_OUT_OF_RANGE;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.RawMessage;
import io.penstock.core.time.TimeRule;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The time of a record: seconds with any number of decimals to microseconds, floored. */
final class SenmlTime {
  /** Seconds from here on are since 1970; below, since "now" (RFC 8428, 4.5.3). */
  private static final BigDecimal ABSOLUTE = BigDecimal.valueOf(1L << 28);

  /** A bound that keeps microseconds within a long: some 285,000 years. */
  private static final BigDecimal LIMIT = BigDecimal.valueOf(9_000_000_000_000L);

  private SenmlTime() {}

  /**
   * Microseconds of a record's resolved time.
   *
   * @param seconds base time plus time
   * @param ingestMicros what "now" is
   * @throws BadInput {@code no_ingest_time}, {@code timestamp_out_of_range}
   */
  static long micros(BigDecimal seconds, long ingestMicros, TimeRule rule) throws BadInput {
    if (seconds.abs().compareTo(LIMIT) > 0) {
      throw outOfRange();
    }
    long micros = seconds.movePointRight(6).setScale(0, RoundingMode.FLOOR).longValueExact();
    if (seconds.compareTo(ABSOLUTE) < 0) {
      if (ingestMicros == RawMessage.NO_INGEST_TIME) {
        throw new BadInput(NO_INGEST_TIME, "a time relative to now needs an ingest time");
      }
      micros = added(ingestMicros, micros);
    }
    if (micros < rule.earliest() || micros > rule.latest()) {
      throw outOfRange();
    }
    return micros;
  }

  private static long added(long ingestMicros, long micros) throws BadInput {
    try {
      return Math.addExact(ingestMicros, micros);
    } catch (ArithmeticException e) {
      throw outOfRange();
    }
  }

  private static BadInput outOfRange() {
    return new BadInput(TIMESTAMP_OUT_OF_RANGE, "time outside the plan's bounds");
  }
}
