package io.penstock.core.feature;

import static io.penstock.core.feature.Feature.MEAN_CROSSINGS;
import static io.penstock.core.feature.Feature.ZERO_CROSSINGS;
import static io.penstock.core.feature.Feature.ZERO_CROSSINGS_ABOVE;

import java.util.List;
import java.util.Set;

/**
 * How often the values cross a level.
 *
 * <p>{@link Feature#ZERO_CROSSINGS} drops zeros and counts changes of sign. The other two count the
 * neighbours of which exactly one is above the level (tsfresh, {@code number_crossing_m}), the
 * level being 0 or the mean.
 */
final class Crossings implements Part {
  private final Totals totals;
  private int signChanges;
  private int zeroCrossings;
  private int meanCrossings;

  Crossings(Totals totals) {
    this.totals = totals;
  }

  @Override
  public Set<Feature> features() {
    return Set.of(ZERO_CROSSINGS, ZERO_CROSSINGS_ABOVE, MEAN_CROSSINGS);
  }

  @Override
  public List<Part> uses() {
    return List.of(totals);
  }

  @Override
  public void compute(Window window) {
    double[] values = window.values;
    signChanges = 0;
    zeroCrossings = 0;
    meanCrossings = 0;
    double nonZero = values[window.from];
    boolean aboveZero = nonZero > 0;
    boolean aboveMean = totals.deviation(nonZero) > 0;
    for (int i = window.from + 1; i < window.to; i++) {
      double x = values[i];
      if (x != 0) {
        signChanges += nonZero != 0 && x > 0 != nonZero > 0 ? 1 : 0;
        nonZero = x;
      }
      zeroCrossings += x > 0 != aboveZero ? 1 : 0;
      aboveZero = x > 0;
      boolean above = totals.deviation(x) > 0;
      meanCrossings += above != aboveMean ? 1 : 0;
      aboveMean = above;
    }
  }

  @Override
  public double value(Feature feature) {
    return switch (feature) {
      case ZERO_CROSSINGS -> signChanges;
      case ZERO_CROSSINGS_ABOVE -> zeroCrossings;
      case MEAN_CROSSINGS -> meanCrossings;
      default -> throw Part.foreign(feature);
    };
  }
}
