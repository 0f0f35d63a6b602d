package io.penstock.benchmarks.live;

/** What the native job computes for one series and window. */
public final class NativeTile {
  /** The series. */
  public String id = "";

  /** Start of the window, milliseconds since 1970. */
  public long startMillis;

  /** Means of the grid cells that have readings. */
  public double[] means = {};

  /** Starts of those cells, milliseconds since 1970. */
  public long[] gridMillis = {};

  /** count, mean, min, max, std_samp, rms, median, q05, q95, slope_per_second. */
  public double[] features = {};
}
