package io.penstock.pipelines.bounded;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.LongPredicate;

/** Which spans of event time a run computes, told by their starts. */
final class WantedSpans implements LongPredicate, Serializable {
  private static final long serialVersionUID = 1;

  /** Every span. */
  static final WantedSpans ALL = new WantedSpans(new long[0], Scope.ALL);

  /** No span: the run only lands. */
  static final WantedSpans NONE = new WantedSpans(new long[0], Scope.LISTED);

  private enum Scope {
    ALL,
    LISTED
  }

  private final long[] starts;
  private final Scope scope;

  private WantedSpans(long[] starts, Scope scope) {
    this.starts = starts;
    this.scope = scope;
  }

  /** The spans with these starts. */
  static WantedSpans of(long... starts) {
    long[] sorted = starts.clone();
    Arrays.sort(sorted);
    return new WantedSpans(sorted, Scope.LISTED);
  }

  @Override
  public boolean test(long start) {
    return scope == Scope.ALL || Arrays.binarySearch(starts, start) >= 0;
  }
}
