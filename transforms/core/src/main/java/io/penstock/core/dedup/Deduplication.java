package io.penstock.core.dedup;

import io.penstock.core.model.Series;
import io.penstock.core.model.ValueType;
import io.penstock.core.quality.Quality;
import java.util.Arrays;

/**
 * One reading per series and event time, decided by content and never by arrival.
 *
 * <p>Readings that are equal in time, value and quality are copies of each other. Among readings of
 * one time that differ, the best quality wins (the smaller StatusCode, read as unsigned), then the
 * larger value (float64 bits as unsigned; text by code units). Which copies came first, and from
 * which source, plays no part in what is kept; sources are compared only to say which of them is
 * credited with a reading that several delivered: the first in the plan.
 *
 * <p>State: scratch arrays as long as the longest series. One instance serves one thread.
 */
public final class Deduplication {
  private long[] keys = {};

  /** How the readings that belong to the span itself (not its margin) fared, per source. */
  public interface Fates {
    /** A distinct reading, credited to a source. */
    void admitted(int source);

    /** A copy of another reading. */
    void duplicate(int source);

    /** A reading that lost against another of the same time. */
    void conflictLost(int source);
  }

  /** The columns of one series as they came, in any order, at {@code [from, to)}. */
  @SuppressWarnings("ArrayRecordComponent") // columns are moved, not compared
  public record Columns(
      long[] times,
      long[] bits,
      int[] qualities,
      short[] sources,
      String[] texts,
      int from,
      int to) {}

  /**
   * Sorts and reduces one series.
   *
   * @param ownFrom first event time whose fate is told; margin readings are another span's
   * @param ownTo first event time after those
   */
  public SeriesReadings apply(
      Series series, Columns columns, long ownFrom, long ownTo, Fates fates) {
    int n = columns.to() - columns.from();
    int[] order = order(columns, n);
    Comparison comparison = new Comparison(series.type(), columns);
    long[] times = new long[n];
    long[] bits = new long[n];
    int[] qualities = new int[n];
    int size = 0;
    int winners = 0;
    int i = 0;
    while (i < n) {
      long time = columns.times()[order[i]];
      int end = i + 1;
      while (end < n && columns.times()[order[end]] == time) {
        end++;
      }
      if (end - i > 1) {
        comparison.sort(order, i, end);
      }
      boolean own = time >= ownFrom && time < ownTo;
      for (int k = i; k < end; k++) {
        int at = order[k];
        boolean copy = k > i && comparison.sameReading(order[k - 1], at);
        if (own) {
          tell(fates, columns.sources()[at], k == i, copy);
        }
        if (!copy) {
          times[size] = time;
          bits[size] = columns.bits()[at];
          qualities[size] = columns.qualities()[at];
          size++;
        }
      }
      winners++;
      i = end;
    }
    return new SeriesReadings(series, size, times, bits, qualities, columns.texts(), winners);
  }

  private static void tell(Fates fates, int source, boolean first, boolean copy) {
    if (first) {
      fates.admitted(source);
    } else if (copy) {
      fates.duplicate(source);
    } else {
      fates.conflictLost(source);
    }
  }

  /** The positions of the readings in order of event time; among equal times in any order. */
  private int[] order(Columns columns, int n) {
    int[] order = new int[n];
    long[] times = columns.times();
    int from = columns.from();
    boolean ascending = true;
    long lowest = n == 0 ? 0 : times[from];
    long highest = lowest;
    for (int i = 0; i < n; i++) {
      order[i] = from + i;
      long time = times[from + i];
      ascending &= time >= highest;
      lowest = Math.min(lowest, time);
      highest = Math.max(highest, time);
    }
    if (ascending) {
      return order;
    }
    int positionBits = 32 - Integer.numberOfLeadingZeros(n);
    long range = highest - lowest;
    if (range < 0 || range >= 1L << (63 - positionBits)) {
      return mergeSorted(order, times);
    }
    if (keys.length < n) {
      keys = new long[n];
    }
    for (int i = 0; i < n; i++) {
      keys[i] = (times[from + i] - lowest) << positionBits | i;
    }
    Arrays.sort(keys, 0, n);
    long mask = (1L << positionBits) - 1;
    for (int i = 0; i < n; i++) {
      order[i] = from + (int) (keys[i] & mask);
    }
    return order;
  }

  /** For spans too long to pack time and position into one long. */
  private static int[] mergeSorted(int[] order, long[] times) {
    return Arrays.stream(order)
        .boxed()
        .sorted((a, b) -> Long.compare(times[a], times[b]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Compares readings of one time by content. */
  private record Comparison(ValueType type, Columns columns) {

    /** Insertion sort: conflicts are few and short. */
    void sort(int[] order, int from, int to) {
      if (to - from > 32) {
        sortMany(order, from, to);
        return;
      }
      for (int i = from + 1; i < to; i++) {
        int moving = order[i];
        int k = i - 1;
        while (k >= from && compare(order[k], moving) > 0) {
          order[k + 1] = order[k];
          k--;
        }
        order[k + 1] = moving;
      }
    }

    private void sortMany(int[] order, int from, int to) {
      int[] sorted =
          Arrays.stream(order, from, to)
              .boxed()
              .sorted(this::compare)
              .mapToInt(Integer::intValue)
              .toArray();
      System.arraycopy(sorted, 0, order, from, sorted.length);
    }

    int compare(int left, int right) {
      int byQuality = Quality.compare(columns.qualities()[left], columns.qualities()[right]);
      if (byQuality != 0) {
        return byQuality;
      }
      int byValue = compareValues(columns.bits()[right], columns.bits()[left]);
      return byValue != 0
          ? byValue
          : Short.compare(columns.sources()[left], columns.sources()[right]);
    }

    private int compareValues(long left, long right) {
      if (type != ValueType.TEXT || left == 0 || right == 0) {
        return Long.compareUnsigned(left, right);
      }
      String[] texts = columns.texts();
      return texts[(int) left - 1].compareTo(texts[(int) right - 1]);
    }

    boolean sameReading(int left, int right) {
      return columns.qualities()[left] == columns.qualities()[right]
          && columns.bits()[left] == columns.bits()[right];
    }
  }
}
