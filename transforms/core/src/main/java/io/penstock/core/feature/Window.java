package io.penstock.core.feature;

/**
 * The admitted readings of one series inside one window {@code [startMicros, endMicros)}, and the
 * nearest admitted readings outside it when the margin holds them.
 *
 * <p>A mutable carrier, reused for every window. The arrays are shared; readers do not change them.
 */
public final class Window {
  /** Start, inclusive, microseconds UTC. */
  public long startMicros;

  /** End, exclusive, microseconds UTC. */
  public long endMicros;

  /** Event times, strictly increasing, microseconds UTC. */
  public long[] times = {};

  /** Values, one per time. Never NaN. */
  public double[] values = {};

  /** First index inside the window. */
  public int from;

  /** Index after the last one inside the window. */
  public int to;

  /**
   * Index of the nearest admitted reading before the window that may be held or interpolated into
   * it, or -1 when there is none close enough.
   */
  public int before = -1;

  /**
   * Index of the nearest admitted reading at or after the window's end that may be interpolated
   * towards, or -1 when there is none close enough.
   */
  public int after = -1;

  /** Readings of the window whose quality is Good. */
  public int good;

  /** All readings of the window, whatever their quality. */
  public int all;

  /** Number of admitted readings. */
  public int size() {
    return to - from;
  }
}
