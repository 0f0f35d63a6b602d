package io.penstock.core.tile;

/**
 * Which lane-spans are computed. What it leaves out costs no block. Called for many readings, so it
 * is fast; it always answers the same.
 */
@FunctionalInterface
public interface SpanFilter {
  /** Every lane-span. */
  SpanFilter ALL = (lane, spanStart) -> true;

  /**
   * Whether a lane-span is computed.
   *
   * @param lane the lane, from 0
   * @param spanStart start of the span, microseconds UTC
   */
  boolean wants(int lane, long spanStart);
}
