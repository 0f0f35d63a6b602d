package io.penstock.core.feature;

import static io.penstock.core.feature.Feature.ABS_SUM_OF_CHANGES;
import static io.penstock.core.feature.Feature.MAX_DT;
import static io.penstock.core.feature.Feature.MEAN_ABS_CHANGE;
import static io.penstock.core.feature.Feature.TRANSITIONS;

import java.util.Set;

/**
 * Differences between neighbours, in value and in time. All but the transitions are undefined for
 * fewer than two readings.
 *
 * <p>{@link Feature#TRANSITIONS} counts a first reading that differs from the one before the window
 * (OPC UA Part 13, NumberOfTransitions). With no reading before it there is nothing it could differ
 * from; Part 13's text would count it, its published examples do not, and neither do we.
 */
final class Changes implements Part {
  private int neighbours;
  private double absoluteSum;
  private long longestMicros;
  private int transitions;

  @Override
  public Set<Feature> features() {
    return Set.of(MEAN_ABS_CHANGE, ABS_SUM_OF_CHANGES, MAX_DT, TRANSITIONS);
  }

  @Override
  public void compute(Window window) {
    double[] values = window.values;
    long[] times = window.times;
    int from = window.from;
    neighbours = window.size() - 1;
    absoluteSum = 0;
    longestMicros = 0;
    transitions = window.before >= 0 && values[window.before] != values[from] ? 1 : 0;
    for (int i = from + 1; i < window.to; i++) {
      double change = Math.abs(values[i] - values[i - 1]);
      absoluteSum += change;
      transitions += change != 0 ? 1 : 0;
      longestMicros = Math.max(longestMicros, times[i] - times[i - 1]);
    }
  }

  @Override
  public double value(Feature feature) {
    if (feature == TRANSITIONS) {
      return transitions;
    }
    if (neighbours == 0) {
      return Double.NaN;
    }
    return switch (feature) {
      case MEAN_ABS_CHANGE -> absoluteSum / neighbours;
      case ABS_SUM_OF_CHANGES -> absoluteSum;
      case MAX_DT -> longestMicros / 1e6;
      default -> throw Part.foreign(feature);
    };
  }
}
