package io.penstock.io.raw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;

/**
 * The spans of event time that the accepted readings of a raw object fall into, by whole archive
 * periods: what to read when a period is computed, and what to leave. As text {@code
 * start+length,start+length}, microseconds UTC, neighbours joined.
 *
 * @param spans sorted, disjoint and not touching
 */
public record EventSpans(List<Span> spans) {
  /** No span: no accepted reading. */
  public static final EventSpans NONE = new EventSpans(List.of());

  /**
   * One span of event time.
   *
   * @param from start, microseconds UTC
   * @param to end, exclusive
   */
  public record Span(long from, long to) {
    /** Checks the order. */
    public Span {
      if (from >= to) {
        throw new IllegalArgumentException("a span must not end before " + from + ", but: " + to);
      }
    }
  }

  /** Sorts and joins the spans. */
  public EventSpans {
    spans = joined(spans);
  }

  /**
   * The spans of archive periods.
   *
   * @param periodMicros length of a period
   * @param starts starts of periods, in any order, duplicates allowed
   */
  public static EventSpans ofPeriods(long periodMicros, long... starts) {
    return new EventSpans(
        Arrays.stream(starts)
            .mapToObj(start -> new Span(start, Math.addExact(start, periodMicros)))
            .toList());
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when it is not one
   */
  public static EventSpans parse(String text) {
    List<Span> spans = new ArrayList<>();
    for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      int plus = part.indexOf('+');
      if (plus < 0) {
        throw new IllegalArgumentException("a span must be start+length, but was: " + part);
      }
      long from = Long.parseLong(part.substring(0, plus));
      spans.add(new Span(from, from + Long.parseLong(part.substring(plus + 1))));
    }
    return new EventSpans(spans);
  }

  /** The text form; equal spans give equal text. */
  public String text() {
    StringJoiner text = new StringJoiner(",");
    for (Span span : spans) {
      text.add(span.from() + "+" + (span.to() - span.from()));
    }
    return text.toString();
  }

  /** All that is in either. */
  public EventSpans union(EventSpans other) {
    List<Span> both = new ArrayList<>(spans);
    both.addAll(other.spans);
    return new EventSpans(both);
  }

  /** Whether any span has time in {@code [from, to)}. */
  public boolean overlaps(long from, long to) {
    return spans.stream().anyMatch(span -> span.from() < to && from < span.to());
  }

  private static List<Span> joined(List<Span> spans) {
    List<Span> sorted = new ArrayList<>(spans);
    sorted.sort(Comparator.comparingLong(Span::from));
    List<Span> joined = new ArrayList<>();
    for (Span span : sorted) {
      int last = joined.size() - 1;
      if (last >= 0 && span.from() <= joined.get(last).to()) {
        Span before = joined.get(last);
        joined.set(last, new Span(before.from(), Math.max(before.to(), span.to())));
      } else {
        joined.add(span);
      }
    }
    return List.copyOf(joined);
  }
}
