package io.penstock.core.model;

import java.io.Serializable;

/**
 * How the values of a series become engineering values during {@code [validFromMicros,
 * validToMicros)}: {@code value * scale + offset}, expected within {@code [rangeLow, rangeHigh]}.
 *
 * @param validFromMicros first event time it holds for, microseconds UTC; {@link Long#MIN_VALUE}
 *     when open
 * @param validToMicros first event time it no longer holds for; {@link Long#MAX_VALUE} when open
 * @param scale factor, in series unit per converted source unit
 * @param offset added after scaling, in the series' unit
 * @param rangeLow lowest plausible engineering value, negative infinity when open
 * @param rangeHigh highest plausible engineering value, positive infinity when open
 */
public record Calibration(
    long validFromMicros,
    long validToMicros,
    double scale,
    double offset,
    double rangeLow,
    double rangeHigh)
    implements Serializable {

  /** The identity at all times, without a range. */
  public static final Calibration IDENTITY =
      new Calibration(
          Long.MIN_VALUE, Long.MAX_VALUE, 1, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** Whether this calibration holds at an event time. */
  public boolean holdsAt(long eventMicros) {
    return eventMicros >= validFromMicros && eventMicros < validToMicros;
  }
}
