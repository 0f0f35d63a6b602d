package io.penstock.core.time;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads times in declared {@link DateTimeFormatter} patterns, tried in order, in the root locale
 * and strictly: 31 June is no date.
 *
 * <p>A pattern may say {@code yyyy} where it should say {@code uuuu}; in strict mode a year of era
 * without its era would otherwise never be a date. A pattern without a time of day means 00:00.
 */
final class PatternTime {
  private static final int MAX_LENGTH = 64;
  private static final String LEAP = "60";
  private static final String BEFORE_LEAP = "59";
  private static final ZonedDateTime SAMPLE =
      ZonedDateTime.of(2001, 2, 3, 4, 5, 6, 0, ZoneOffset.UTC);

  /** A 12-hour pattern that forgot its {@code a} leaves some of these behind. */
  private static final List<ChronoField> TIME_FIELDS =
      List.of(
          ChronoField.CLOCK_HOUR_OF_AMPM,
          ChronoField.HOUR_OF_AMPM,
          ChronoField.AMPM_OF_DAY,
          ChronoField.MINUTE_OF_HOUR,
          ChronoField.SECOND_OF_MINUTE);

  private final List<DateTimeFormatter> formatters;

  /**
   * Reads these patterns.
   *
   * @throws IllegalArgumentException when one is no pattern, has no date, or half a time of day
   */
  PatternTime(List<String> patterns) {
    formatters = patterns.stream().map(PatternTime::formatter).toList();
  }

  /** Reads a time; returns whether a pattern fits. */
  boolean read(String text, CivilTime out) {
    if (text.length() > MAX_LENGTH) {
      return false;
    }
    int last = formatters.size() - 1;
    for (int i = 0; i <= last; i++) {
      DateTimeFormatter formatter = formatters.get(i);
      // Where more patterns follow, one that does not fit is ordinary: find out without the cost
      // of an exception.
      if (i < last && formatter.parseUnresolved(text, new ParsePosition(0)) == null) {
        continue;
      }
      Optional<TemporalAccessor> parsed = strict(formatter, text);
      if (parsed.isPresent()) {
        return fill(parsed.get(), out);
      }
      parsed = leapSecond(formatter, text);
      if (parsed.isPresent()) {
        boolean filled = fill(parsed.get(), out);
        out.leapSecond = true;
        return filled;
      }
    }
    return false;
  }

  private static DateTimeFormatter formatter(String pattern) {
    DateTimeFormatter formatter =
        DateTimeFormatter.ofPattern(withProlepticYear(pattern), Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    Optional<TemporalAccessor> sample = strict(formatter, formatter.format(SAMPLE));
    if (sample.isEmpty() || !isComplete(sample.get())) {
      throw new IllegalArgumentException(
          "a time pattern must give a date, and a time of day or none, but was: " + pattern);
    }
    return formatter;
  }

  /** Whether there is a date, and no part of a time of day that is not a time of day. */
  private static boolean isComplete(TemporalAccessor parsed) {
    boolean hasTime = parsed.query(TemporalQueries.localTime()) != null;
    return parsed.query(TemporalQueries.localDate()) != null
        && (hasTime || TIME_FIELDS.stream().noneMatch(parsed::isSupported));
  }

  /** Replaces {@code y} by {@code u} outside quoted literals. */
  private static String withProlepticYear(String pattern) {
    StringBuilder result = new StringBuilder(pattern);
    boolean quoted = false;
    for (int i = 0; i < result.length(); i++) {
      char c = result.charAt(i);
      quoted ^= c == '\'';
      if (c == 'y' && !quoted) {
        result.setCharAt(i, 'u');
      }
    }
    return result.toString();
  }

  private static Optional<TemporalAccessor> strict(DateTimeFormatter formatter, String text) {
    try {
      return Optional.of(formatter.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /**
   * The second before, when {@code text} fits but for second 60. Where "60" is the second, the text
   * with "59" in its place fits strictly and has second 59.
   */
  private static Optional<TemporalAccessor> leapSecond(DateTimeFormatter formatter, String text) {
    if (!text.contains(LEAP)) {
      return Optional.empty();
    }
    TemporalAccessor raw = formatter.parseUnresolved(text, new ParsePosition(0));
    if (raw == null
        || !raw.isSupported(ChronoField.SECOND_OF_MINUTE)
        || raw.getLong(ChronoField.SECOND_OF_MINUTE) != 60) {
      return Optional.empty();
    }
    for (int at = text.indexOf(LEAP); at >= 0; at = text.indexOf(LEAP, at + 1)) {
      String before = text.substring(0, at) + BEFORE_LEAP + text.substring(at + LEAP.length());
      Optional<TemporalAccessor> parsed = strict(formatter, before);
      if (parsed.isPresent()) {
        return parsed;
      }
    }
    return Optional.empty();
  }

  private static boolean fill(TemporalAccessor parsed, CivilTime out) {
    try {
      LocalDate date = parsed.query(TemporalQueries.localDate());
      LocalTime time = parsed.query(TemporalQueries.localTime());
      if (date == null) {
        return false;
      }
      LocalDateTime local = date.atTime(time == null ? LocalTime.MIDNIGHT : time);
      out.set(local.toEpochSecond(ZoneOffset.UTC), local.get(ChronoField.NANO_OF_SECOND));
      if (parsed.isSupported(ChronoField.OFFSET_SECONDS)) {
        out.offset(parsed.get(ChronoField.OFFSET_SECONDS));
      } else {
        out.region = Optional.ofNullable(parsed.query(TemporalQueries.zoneId()));
      }
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
