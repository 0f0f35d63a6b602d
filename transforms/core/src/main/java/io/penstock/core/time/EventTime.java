package io.penstock.core.time;

/**
 * A time as read from a device: microseconds UTC and the quality flags that reading it earned. A
 * mutable carrier, reused for every reading.
 */
public final class EventTime {
  /** Microseconds UTC. */
  public long micros;

  /** {@link io.penstock.core.quality.Quality#GOOD}, or Uncertain when the time was guessed. */
  public int quality;
}
