package io.penstock.pipelines.bounded;

import io.penstock.core.tile.LaneSpan;
import io.penstock.core.tile.SpanFilter;
import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which lane-spans a run computes: all, none, or those listed. */
final class WantedSpans implements SpanFilter, Serializable {
  private static final long serialVersionUID = 1;

  /** Every lane-span. */
  static final WantedSpans ALL = new WantedSpans(Scope.ALL, new long[0], new BitSet[0]);

  /** No lane-span: the run only lands. */
  static final WantedSpans NONE = new WantedSpans(Scope.LISTED, new long[0], new BitSet[0]);

  private enum Scope {
    ALL,
    LISTED
  }

  private final Scope scope;
  private final long[] starts;
  private final BitSet[] lanes;

  private WantedSpans(Scope scope, long[] starts, BitSet[] lanes) {
    this.scope = scope;
    this.starts = starts;
    this.lanes = lanes;
  }

  /** These lane-spans. */
  static WantedSpans of(Collection<LaneSpan> wanted) {
    SortedMap<Long, BitSet> byStart = new TreeMap<>();
    for (LaneSpan key : wanted) {
      byStart.computeIfAbsent(key.startMicros(), start -> new BitSet()).set(key.lane());
    }
    return new WantedSpans(
        Scope.LISTED,
        byStart.keySet().stream().mapToLong(Long::longValue).toArray(),
        byStart.values().toArray(BitSet[]::new));
  }

  @Override
  public boolean wants(int lane, long spanStart) {
    if (scope == Scope.ALL) {
      return true;
    }
    int at = Arrays.binarySearch(starts, spanStart);
    return at >= 0 && lanes[at].get(lane);
  }
}
