package io.penstock.io.archive;

/** One row of an archive object. A mutable carrier, refilled for every row. */
public final class ArchiveRow {
  /** The asset's path. */
  public String asset = "";

  /** The metric's name. */
  public String metric = "";

  /** Grid time of a measurement, or start of a feature window, microseconds UTC. */
  public long timeMicros;

  /** End of a feature window, exclusive; equal to the time for measurements. */
  public long endMicros;

  /** OPC UA StatusCode. */
  public int quality;

  /** A value per numeric column of the dataset, in order; NaN stands for "no value". */
  public double[] numbers = {};

  /** Whether {@link #text} is a value; empty text is one too. */
  public boolean hasText;

  /** The text value, or the JSON object of seconds per state; empty when there is none. */
  public String text = "";
}
