package io.penstock.pipelines.bounded;

import io.penstock.core.time.Micros;
import io.penstock.io.raw.EventSpans;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.SortedSet;

/**
 * The {@code --recompute} option: {@link #ALL}, {@link #DIRTY}, a range, spans of event time as
 * text, or {@code @FILE} that holds them, since years of scattered periods are more than a command
 * line takes.
 */
public final class RecomputeOption {
  /** Every period that any raw message touches. */
  public static final String ALL = "all";

  /** Every period that is marked dirty, or that pending input touches. */
  public static final String DIRTY = "dirty";

  private static final String FILE = "@";
  private static final char RANGE = '/';

  private RecomputeOption() {}

  /** Writes spans to a file, and returns the option's value that names it. */
  public static String in(Path file, EventSpans spans) throws IOException {
    Files.writeString(file, spans.text(), StandardCharsets.UTF_8);
    return FILE + file.toAbsolutePath();
  }

  /** The option's value for a range of event time. */
  public static String range(Instant from, Instant to) {
    return from.toString() + RANGE + to;
  }

  private static long micros(String instant) {
    return Micros.of(Instant.parse(instant));
  }

  /** Where what is asked for begins, microseconds UTC; empty when nobody can tell. */
  static OptionalLong from(String value) throws IOException {
    if (value.equals(ALL) || value.equals(DIRTY)) {
      return OptionalLong.empty();
    }
    int slash = value.indexOf(RANGE);
    return slash < 0 || value.startsWith(FILE)
        ? spans(value).spans().stream().mapToLong(EventSpans.Span::from).min()
        : OptionalLong.of(micros(value.substring(0, slash)));
  }

  /** The starts of the periods that the option's value asks for. */
  static SortedSet<Long> periods(String value, RawInputs raw, MarksBefore marks)
      throws IOException {
    if (value.equals(ALL)) {
      return raw.periods();
    }
    if (value.equals(DIRTY)) {
      // A late reading is in the margins of the periods beside its own, too.
      SortedSet<Long> periods = raw.periods(marks.spans(raw.grouping().spanMicros()));
      periods.addAll(raw.periods(raw.pending()));
      return periods;
    }
    int slash = value.indexOf(RANGE);
    return slash < 0 || value.startsWith(FILE)
        ? raw.periods(spans(value))
        : raw.periodsWithin(micros(value.substring(0, slash)), micros(value.substring(slash + 1)));
  }

  private static EventSpans spans(String value) throws IOException {
    return EventSpans.parse(
        value.startsWith(FILE)
            ? Files.readString(Path.of(value.substring(1)), StandardCharsets.UTF_8).strip()
            : value);
  }
}
