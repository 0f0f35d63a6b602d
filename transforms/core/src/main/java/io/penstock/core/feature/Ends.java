package io.penstock.core.feature;

import static io.penstock.core.feature.Feature.COUNT;
import static io.penstock.core.feature.Feature.DELTA;
import static io.penstock.core.feature.Feature.FIRST;
import static io.penstock.core.feature.Feature.LAST;
import static io.penstock.core.feature.Feature.MEAN_DT;
import static io.penstock.core.feature.Feature.PERCENT_GOOD;

import java.util.Set;

/** What a window tells without a walk over its readings: counts, and its two ends. */
final class Ends implements Part {
  private int count;
  private double percentGood;
  private double first;
  private double last;
  private double spanSeconds;

  @Override
  public Set<Feature> features() {
    return Set.of(COUNT, FIRST, LAST, DELTA, MEAN_DT, PERCENT_GOOD);
  }

  @Override
  public boolean definedWhenEmpty() {
    return true;
  }

  @Override
  public void compute(Window window) {
    count = window.size();
    // OPC UA Part 13, PercentGood, counted by readings rather than by time.
    percentGood = window.all > 0 ? 100.0 * window.good / window.all : Double.NaN;
    if (count == 0) {
      first = Double.NaN;
      last = Double.NaN;
      spanSeconds = Double.NaN;
      return;
    }
    first = window.values[window.from];
    last = window.values[window.to - 1];
    spanSeconds = (window.times[window.to - 1] - window.times[window.from]) / 1e6;
  }

  @Override
  public double value(Feature feature) {
    return switch (feature) {
      case COUNT -> count;
      case FIRST -> first;
      case LAST -> last;
      case DELTA -> last - first;
      case MEAN_DT -> spanSeconds / (count - 1); // 0/0 for one reading: undefined
      case PERCENT_GOOD -> percentGood;
      default -> throw Part.foreign(feature);
    };
  }
}
