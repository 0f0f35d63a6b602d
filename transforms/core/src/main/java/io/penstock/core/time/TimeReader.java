package io.penstock.core.time;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.Excerpt;
import io.penstock.core.decode.Reason;
import io.penstock.core.quality.Quality;
import io.penstock.core.time.TimeRule.Form;
import io.penstock.core.time.TimeRule.Midnight;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Reads timestamps as a {@link TimeRule} declares them, to microseconds UTC.
 *
 * <ul>
 *   <li>Numbers are read exactly, with any number of decimals and with exponents; what is finer
 *       than a microsecond is floored.
 *   <li>Text is ISO 8601 ({@code yyyy-MM-dd[T ]HH:mm[:ss[.f]]} with an optional offset) or fits one
 *       of the declared patterns. A written offset or zone wins over the declared zone.
 *   <li>A leap second, {@code :60}, becomes the last microsecond of its minute and is flagged
 *       Uncertain, as is a local time that its zone has twice.
 *   <li>{@link Midnight#END_OF_DAY} moves text whose time of day is exactly 00:00 on by one day.
 *   <li>No time at or before 1970-01-01T00:00Z is accepted, nor one outside the rule's bounds.
 * </ul>
 *
 * <p>One instance serves one thread. It keeps buffers, and no state that changes a result.
 */
public final class TimeReader {
  /** 1990-01-01T00:00:00Z: no device that guesses its unit is older. */
  private static final long AUTO_EARLIEST = 631_152_000_000_000L;

  /** 2100-01-01T00:00:00Z. */
  private static final long AUTO_LATEST = 4_102_444_800_000_000L;

  /** The most seconds whose microseconds fit a long, with days to spare for offsets. */
  private static final long MAX_SECOND = Long.MAX_VALUE / 1_000_000 - 10L * 86_400;

  private static final Form[] UNITS = {Form.SECONDS, Form.MILLIS, Form.MICROS, Form.NANOS};

  /** This many digits always fit a long. */
  private static final int LONG_DIGITS = 18;

  private static final long NOT_PLAIN = -1;
  private static final int LEAP_NANO = 999_999_000;

  private final TimeRule rule;
  private final long earliest;
  private final Optional<ZoneClock> declared;
  private final Optional<PatternTime> patterns;
  private final DecimalText decimal = new DecimalText();
  private final CivilTime civil = new CivilTime();

  private TimeReader(TimeRule rule) {
    this.rule = rule;
    earliest = Math.max(1, rule.earliest());
    declared =
        rule.zone().isEmpty()
            ? Optional.empty()
            : Optional.of(new ZoneClock(ZoneId.of(rule.zone()), rule.overlap()));
    patterns =
        rule.patterns().isEmpty()
            ? Optional.empty()
            : Optional.of(new PatternTime(rule.patterns()));
  }

  /**
   * A reader for a rule.
   *
   * @throws java.time.DateTimeException when the zone does not exist
   * @throws IllegalArgumentException when a pattern cannot be used
   */
  public static TimeReader of(TimeRule rule) {
    return new TimeReader(rule);
  }

  /**
   * Reads the timestamp in {@code [from, to)}, which has no spaces around it.
   *
   * @throws BadInput {@link Reason#BAD_TIMESTAMP}, {@link Reason#AMBIGUOUS_TIMESTAMP}, {@link
   *     Reason#TIMESTAMP_OUT_OF_RANGE}, {@link Reason#NO_ZONE}, {@link Reason#DST_GAP} or {@link
   *     Reason#DST_OVERLAP}
   */
  public void read(byte[] utf8, int from, int to, EventTime out) throws BadInput {
    out.quality = Quality.GOOD;
    out.micros =
        rule.form() == Form.TEXT ? text(utf8, from, to, out) : number(utf8, from, to, rule.form());
    requireInRange(out.micros);
  }

  /**
   * Reads a whole number in a unit, within the rule's bounds; for formats that have numbers as
   * such.
   *
   * @throws BadInput {@link Reason#AMBIGUOUS_TIMESTAMP}, {@link Reason#TIMESTAMP_OUT_OF_RANGE}, or
   *     {@link Reason#BAD_TIMESTAMP} for a number where the unit is {@link Form#TEXT}
   */
  public void readNumber(long value, Form unit, EventTime out) throws BadInput {
    out.quality = Quality.GOOD;
    if (unit == Form.AUTO || unit == Form.TEXT) {
      byte[] digits = Long.toString(value).getBytes(StandardCharsets.US_ASCII);
      out.micros = decimal(digits, 0, digits.length, unit);
    } else {
      out.micros = micros(value, unit);
    }
    requireInRange(out.micros);
  }

  /** A whole number of a unit in microseconds: floored, and saturated where it does not fit. */
  private static long micros(long value, Form unit) {
    return switch (unit) {
      case SECONDS -> saturatedProduct(value, 1_000_000);
      case MILLIS -> saturatedProduct(value, 1_000);
      case MICROS -> value;
      case NANOS -> Math.floorDiv(value, 1_000);
      case AUTO, TEXT -> throw new IllegalArgumentException(unit + " is not a unit");
    };
  }

  private long number(byte[] utf8, int from, int to, Form unit) throws BadInput {
    long whole = unit == Form.AUTO || unit == Form.TEXT ? NOT_PLAIN : plain(utf8, from, to);
    return whole > 0 ? micros(whole, unit) : decimal(utf8, from, to, unit);
  }

  /** The value of plain digits, which nearly all timestamps are, or {@link #NOT_PLAIN}. */
  private static long plain(byte[] utf8, int from, int to) {
    if (to - from > LONG_DIGITS) {
      return NOT_PLAIN;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = utf8[i] - '0';
      if (digit < 0 || digit > 9) {
        return NOT_PLAIN;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private long decimal(byte[] utf8, int from, int to, Form unit) throws BadInput {
    if (unit == Form.TEXT || !decimal.read(utf8, from, to, (byte) '.')) {
      String wanted = unit == Form.TEXT ? "a text timestamp" : "a number";
      throw new BadInput(Reason.BAD_TIMESTAMP, "not " + wanted + ": " + Excerpt.of(utf8, from, to));
    }
    if (decimal.isNegative() || decimal.isZero()) {
      throw new BadInput(
          Reason.TIMESTAMP_OUT_OF_RANGE, "not after 1970: " + Excerpt.of(utf8, from, to));
    }
    return unit == Form.AUTO ? guessed(utf8, from, to) : decimal.scaledMagnitude(shift(unit));
  }

  /** The microseconds in the only unit in which the number is plausible. */
  private long guessed(byte[] utf8, int from, int to) throws BadInput {
    long found = 0;
    int plausible = 0;
    for (Form unit : UNITS) {
      long micros = decimal.scaledMagnitude(shift(unit));
      if (micros >= Math.max(earliest, AUTO_EARLIEST)
          && micros <= Math.min(rule.latest(), AUTO_LATEST)) {
        found = micros;
        plausible++;
      }
    }
    if (plausible != 1) {
      throw new BadInput(
          Reason.AMBIGUOUS_TIMESTAMP,
          "plausible in " + plausible + " units: " + Excerpt.of(utf8, from, to));
    }
    return found;
  }

  private long text(byte[] utf8, int from, int to, EventTime out) throws BadInput {
    boolean valid =
        patterns.isPresent()
            ? patterns.get().read(new String(utf8, from, to - from, StandardCharsets.UTF_8), civil)
            : IsoTime.read(utf8, from, to, civil);
    if (!valid) {
      throw new BadInput(
          Reason.BAD_TIMESTAMP, "not a time as declared: " + Excerpt.of(utf8, from, to));
    }
    if (civil.localSecond > MAX_SECOND || civil.localSecond < -MAX_SECOND) {
      throw new BadInput(
          Reason.TIMESTAMP_OUT_OF_RANGE, "beyond any calendar: " + Excerpt.of(utf8, from, to));
    }
    if (civil.isMidnight() && rule.midnight() == Midnight.END_OF_DAY) {
      civil.localSecond += CivilTime.SECONDS_PER_DAY;
    }
    if (civil.leapSecond) {
      civil.nano = LEAP_NANO;
    }
    long epochSecond = civil.localSecond - offset(utf8, from, to, out);
    if (civil.leapSecond) {
      out.quality = Quality.UNCERTAIN;
    }
    return epochSecond * 1_000_000 + civil.nano / 1_000;
  }

  private int offset(byte[] utf8, int from, int to, EventTime out) throws BadInput {
    if (civil.hasOffset) {
      return civil.offsetSeconds;
    }
    if (civil.region.isPresent()) {
      return new ZoneClock(civil.region.get(), rule.overlap()).offset(civil.localSecond, out);
    }
    if (declared.isEmpty()) {
      throw new BadInput(
          Reason.NO_ZONE, "no offset and no zone declared: " + Excerpt.of(utf8, from, to));
    }
    return declared.get().offset(civil.localSecond, out);
  }

  private void requireInRange(long micros) throws BadInput {
    // A product that does not fit a long is held as its largest value, which is no time.
    if (micros < earliest || micros > rule.latest() || micros == Long.MAX_VALUE) {
      throw new BadInput(
          Reason.TIMESTAMP_OUT_OF_RANGE,
          micros + " us is not within " + earliest + " to " + rule.latest());
    }
  }

  private static int shift(Form unit) {
    return switch (unit) {
      case SECONDS -> 6;
      case MILLIS -> 3;
      case MICROS -> 0;
      case NANOS -> -3;
      case AUTO, TEXT -> throw new IllegalArgumentException(unit + " is not a unit");
    };
  }

  private static long saturatedProduct(long value, long factor) {
    long product = value * factor;
    if (Math.multiplyHigh(value, factor) == product >> 63) {
      return product;
    }
    return value < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }
}
