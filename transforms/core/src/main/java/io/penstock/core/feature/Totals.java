package io.penstock.core.feature;

import static io.penstock.core.feature.Feature.ABS_MAX;
import static io.penstock.core.feature.Feature.MAX;
import static io.penstock.core.feature.Feature.MEAN;
import static io.penstock.core.feature.Feature.MIN;
import static io.penstock.core.feature.Feature.RANGE;
import static io.penstock.core.feature.Feature.SUM;

import java.util.Set;

/**
 * Sum, mean and extremes, and the deviations from the mean that other parts build on.
 *
 * <p>The sum is compensated with Knuth's TwoSum (The Art of Computer Programming, vol. 2, 4.2.2,
 * theorem B), so that the mean of a counter near 1e8 is right to the last bit. The mean is held as
 * a double and the small rest that the double cannot hold; without the rest, the third moment of
 * such a counter loses half its digits (Chan, Golub and LeVeque, 1983).
 */
final class Totals implements Part {
  /** Keeps the scale and its inverse powers within a double. */
  private static final int MAX_EXPONENT = 1000;

  private int count;
  private double sum;
  private double min;
  private double max;
  private double mean;
  private double meanRest;
  private int exponent;
  private double scale;

  @Override
  public Set<Feature> features() {
    return Set.of(SUM, MEAN, MIN, MAX, RANGE, ABS_MAX);
  }

  @Override
  public void compute(Window window) {
    double[] values = window.values;
    double high = 0;
    double low = 0;
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = window.from; i < window.to; i++) {
      double x = values[i];
      double next = high + x;
      double kept = next - high;
      low += (high - (next - kept)) + (x - kept);
      high = next;
      smallest = Math.min(smallest, x);
      largest = Math.max(largest, x);
    }
    count = window.size();
    sum = high + low;
    min = smallest;
    max = largest;
    centre(high, low);
  }

  private void centre(double high, double low) {
    if (min == max) { // a constant has no deviations at all, not even rounding noise
      mean = min;
      meanRest = 0;
      exponent = 0;
      scale = 1;
      return;
    }
    mean = Math.min(Math.max(sum / count, min), max);
    meanRest = (Math.fma(-mean, count, high) + low) / count;
    double farthest = Math.max(max - mean, mean - min);
    exponent = Math.min(Math.max(Math.getExponent(farthest), -MAX_EXPONENT), MAX_EXPONENT);
    scale = Math.scalb(1.0, -exponent);
  }

  /** Whether all readings are equal. */
  boolean isConstant() {
    return min == max;
  }

  /**
   * {@code x} minus the mean, divided by {@code 2^exponent()}, which brings it to about [-2, 2]:
   * its powers neither overflow nor underflow, and scaling by a power of two rounds nothing.
   */
  double deviation(double x) {
    return ((x - mean) - meanRest) * scale;
  }

  /** Takes a quantity of degree {@code degree} in {@link #deviation} back to the values' scale. */
  double unscale(double scaled, int degree) {
    return Math.scalb(scaled, degree * exponent);
  }

  /** Takes a value to the scale of {@link #deviation}; may be infinite. */
  double scale(double x) {
    return x * scale;
  }

  /** Sum. */
  double sum() {
    return sum;
  }

  /** Arithmetic mean, never outside the readings' range. */
  double mean() {
    return mean;
  }

  /** Largest absolute deviation from the mean, on the scale of {@link #deviation}. */
  double maxDeviation() {
    return Math.max(deviation(max), -deviation(min));
  }

  /** Largest absolute value. */
  double absMax() {
    return Math.max(max, -min);
  }

  @Override
  public double value(Feature feature) {
    return switch (feature) {
      case SUM -> sum;
      case MEAN -> mean;
      case MIN -> min;
      case MAX -> max;
      case RANGE -> max - min;
      case ABS_MAX -> absMax();
      default -> throw Part.foreign(feature);
    };
  }
}
