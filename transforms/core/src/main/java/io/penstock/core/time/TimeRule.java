package io.penstock.core.time;

import io.penstock.core.decode.Canonical;
import java.io.Serializable;
import java.util.List;

/**
 * How a source writes event times.
 *
 * @param form what a timestamp is: a number in a unit, or text
 * @param patterns {@link java.time.format.DateTimeFormatter} patterns for text, tried in order;
 *     empty means ISO 8601
 * @param zone zone id of text without an offset, empty when none is declared
 * @param overlap what a local time that its zone has twice means
 * @param midnight what the time 00:00 means
 * @param earliest first plausible time, microseconds UTC
 * @param latest last plausible time, microseconds UTC
 */
public record TimeRule(
    Form form,
    List<String> patterns,
    String zone,
    Overlap overlap,
    Midnight midnight,
    long earliest,
    long latest)
    implements Serializable {

  /** 1970-01-01T00:00:00.000001Z: zero is how devices write "no time". */
  public static final long DEFAULT_EARLIEST = 1;

  /** 2200-01-01T00:00:00Z. */
  public static final long DEFAULT_LATEST = 7_258_118_400_000_000L;

  /** ISO 8601 text with an offset. */
  public static final TimeRule ISO =
      new TimeRule(
          Form.TEXT,
          List.of(),
          "",
          Overlap.REJECT,
          Midnight.START_OF_DAY,
          DEFAULT_EARLIEST,
          DEFAULT_LATEST);

  /** What a timestamp is. */
  public enum Form {
    /** Seconds since the Unix epoch, with any number of decimals. */
    SECONDS,
    /** Milliseconds since the Unix epoch. */
    MILLIS,
    /** Microseconds since the Unix epoch. */
    MICROS,
    /** Nanoseconds since the Unix epoch; finer than a microsecond is floored. */
    NANOS,
    /** A number plausible in exactly one of these units, else {@code ambiguous_timestamp}. */
    AUTO,
    /** Text. */
    TEXT
  }

  /** What a local time that its zone has twice, when clocks go back, means. */
  public enum Overlap {
    /** The first of the two; the reading is flagged Uncertain. */
    EARLIER,
    /** The second of the two; the reading is flagged Uncertain. */
    LATER,
    /** Quarantined {@code dst_overlap}. */
    REJECT
  }

  /** What the time 00:00 of a day means. */
  public enum Midnight {
    /** The start of that day, as ISO 8601 has it. */
    START_OF_DAY,
    /**
     * The end of that day: some meters stamp a day's last interval with the same day's 0:00. The
     * reading is moved on by one day.
     */
    END_OF_DAY
  }

  /** Copies the patterns. */
  public TimeRule {
    patterns = List.copyOf(patterns);
  }

  /** The same rule for numbers in a unit. */
  public TimeRule withForm(Form newForm) {
    return new TimeRule(newForm, patterns, zone, overlap, midnight, earliest, latest);
  }

  /** The same rule for texts in these patterns. */
  public TimeRule withPatterns(List<String> newPatterns) {
    return new TimeRule(form, newPatterns, zone, overlap, midnight, earliest, latest);
  }

  /** The same rule within other bounds. */
  public TimeRule withBounds(long newEarliest, long newLatest) {
    return new TimeRule(form, patterns, zone, overlap, midnight, newEarliest, newLatest);
  }

  /** Every setting as {@link Canonical} text, for the semantic hash. */
  public String canonical() {
    return Canonical.of("time")
        .choice(form)
        .texts(patterns)
        .text(zone)
        .choice(overlap)
        .choice(midnight)
        .number(earliest)
        .number(latest)
        .toString();
  }
}
