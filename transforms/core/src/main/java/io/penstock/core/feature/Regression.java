package io.penstock.core.feature;

import static io.penstock.core.feature.Feature.INTERCEPT;
import static io.penstock.core.feature.Feature.INTERCEPT_INDEX;
import static io.penstock.core.feature.Feature.R_INDEX;
import static io.penstock.core.feature.Feature.SLOPE_PER_INDEX;
import static io.penstock.core.feature.Feature.SLOPE_PER_SECOND;

import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Ordinary least squares of the values on their index 0 .. n-1, and on their time in seconds.
 * Undefined for fewer than two readings; the correlation is also undefined for a constant.
 *
 * <p>Both coordinates are centred first: {@code slope = sum(dt dx) / sum(dt^2)}.
 */
final class Regression implements Part {
  private final Totals totals;
  private final boolean wantsIndex;
  private final boolean wantsTime;
  private int count;
  private double indexSlope;
  private double correlation;
  private double slopePerMicro;
  private double meanMicros;

  Regression(Totals totals, Set<Feature> requested) {
    this.totals = totals;
    this.wantsIndex =
        !Collections.disjoint(requested, Set.of(SLOPE_PER_INDEX, INTERCEPT_INDEX, R_INDEX));
    this.wantsTime = !Collections.disjoint(requested, Set.of(SLOPE_PER_SECOND, INTERCEPT));
  }

  @Override
  public Set<Feature> features() {
    return Set.of(SLOPE_PER_SECOND, INTERCEPT, SLOPE_PER_INDEX, INTERCEPT_INDEX, R_INDEX);
  }

  @Override
  public List<Part> uses() {
    return List.of(totals);
  }

  @Override
  public void compute(Window window) {
    count = window.size();
    if (count >= 2 && wantsIndex) {
      onIndex(window);
    }
    if (count >= 2 && wantsTime) {
      onTime(window);
    }
  }

  private void onIndex(Window window) {
    double middle = (count - 1) / 2.0;
    double products = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double d = totals.deviation(window.values[window.from + i]);
      products += (i - middle) * d;
      squares += d * d;
    }
    double n = count;
    double indexSquares = n * (n * n - 1) / 12;
    indexSlope = totals.unscale(products / indexSquares, 1);
    double r = products / Math.sqrt(indexSquares * squares);
    correlation = Math.min(Math.max(r, -1), 1); // keeps a NaN
  }

  private void onTime(Window window) {
    long[] times = window.times;
    long first = times[window.from];
    double sinceFirst = 0;
    for (int i = window.from; i < window.to; i++) {
      sinceFirst += times[i] - first;
    }
    double middle = sinceFirst / count;
    double products = 0;
    double squares = 0;
    for (int i = window.from; i < window.to; i++) {
      double dt = (times[i] - first) - middle;
      products += dt * totals.deviation(window.values[i]);
      squares += dt * dt;
    }
    slopePerMicro = totals.unscale(products / squares, 1);
    meanMicros = middle + (first - window.startMicros);
  }

  @Override
  public double value(Feature feature) {
    if (count < 2) {
      return Double.NaN;
    }
    return switch (feature) {
      case SLOPE_PER_INDEX -> indexSlope;
      case INTERCEPT_INDEX -> totals.mean() - indexSlope * ((count - 1) / 2.0);
      case R_INDEX -> correlation;
      case SLOPE_PER_SECOND -> slopePerMicro * 1e6;
      case INTERCEPT -> totals.mean() - slopePerMicro * meanMicros;
      default -> throw Part.foreign(feature);
    };
  }
}
