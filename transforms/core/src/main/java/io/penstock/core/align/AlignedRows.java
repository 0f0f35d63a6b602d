package io.penstock.core.align;

import java.util.Arrays;

/** Growing columns of aligned values of one series: grid time, value, quality. */
public final class AlignedRows {
  private int size;
  private long[] times = new long[64];
  private double[] values = new double[64];
  private int[] qualities = new int[64];

  /** Number of rows. */
  public int size() {
    return size;
  }

  /** Grid times, strictly increasing; valid up to {@link #size}. */
  public long[] times() {
    return times;
  }

  /** Values, for text the index into the span's texts, NaN for "no value". */
  public double[] values() {
    return values;
  }

  /** OPC UA StatusCodes. */
  public int[] qualities() {
    return qualities;
  }

  /** Forgets all rows. */
  public void clear() {
    size = 0;
  }

  /** Appends one row. */
  public void add(long micros, double value, int quality) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      values = Arrays.copyOf(values, size * 2);
      qualities = Arrays.copyOf(qualities, size * 2);
    }
    times[size] = micros;
    values[size] = value;
    qualities[size] = quality;
    size++;
  }
}
