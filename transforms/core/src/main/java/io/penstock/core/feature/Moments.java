package io.penstock.core.feature;

import static io.penstock.core.feature.Feature.CREST_FACTOR;
import static io.penstock.core.feature.Feature.CREST_FACTOR_AC;
import static io.penstock.core.feature.Feature.KURT_EXCESS_ADJUSTED;
import static io.penstock.core.feature.Feature.KURT_EXCESS_BIASED;
import static io.penstock.core.feature.Feature.KURT_PEARSON;
import static io.penstock.core.feature.Feature.RMS;
import static io.penstock.core.feature.Feature.SKEW_ADJUSTED;
import static io.penstock.core.feature.Feature.SKEW_BIASED;
import static io.penstock.core.feature.Feature.STD_POP;
import static io.penstock.core.feature.Feature.STD_SAMP;
import static io.penstock.core.feature.Feature.VAR_POP;
import static io.penstock.core.feature.Feature.VAR_SAMP;

import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Variance, skewness, kurtosis and what follows from them, by a second pass about the mean.
 *
 * <p>With {@code m_k} the mean of the k-th power of the deviations: {@code g1 = m3 / m2^1.5} and
 * {@code g2 = m4 / m2^2 - 3}, biased; {@code G1 = g1 sqrt(n (n-1)) / (n-2)} and {@code G2 = (n-1) /
 * ((n-2)(n-3)) ((n+1) g2 + 6)}, adjusted (Joanes and Gill, 1998). A constant window has no g1 and
 * g2, and G1 and G2 are 0 there, as pandas and tsfresh have it.
 */
final class Moments implements Part {
  private static final Set<Feature> HIGHER =
      Set.of(SKEW_BIASED, SKEW_ADJUSTED, KURT_EXCESS_BIASED, KURT_PEARSON, KURT_EXCESS_ADJUSTED);

  private final Totals totals;
  private final int highestPower;
  private double count;
  private double squares;
  private double cubes;
  private double fourths;

  /**
   * Moments of the windows that {@code totals} has computed.
   *
   * @param requested decides whether third and fourth powers are summed at all
   */
  Moments(Totals totals, Set<Feature> requested) {
    this.totals = totals;
    this.highestPower = Collections.disjoint(HIGHER, requested) ? 2 : 4;
  }

  @Override
  public Set<Feature> features() {
    return Set.of(
        VAR_POP,
        VAR_SAMP,
        STD_POP,
        STD_SAMP,
        RMS,
        CREST_FACTOR,
        CREST_FACTOR_AC,
        SKEW_BIASED,
        SKEW_ADJUSTED,
        KURT_EXCESS_BIASED,
        KURT_PEARSON,
        KURT_EXCESS_ADJUSTED);
  }

  @Override
  public List<Part> uses() {
    return List.of(totals);
  }

  @Override
  public void compute(Window window) {
    double[] values = window.values;
    count = window.size();
    squares = 0;
    cubes = 0;
    fourths = 0;
    if (highestPower == 2) {
      for (int i = window.from; i < window.to; i++) {
        double d = totals.deviation(values[i]);
        squares += d * d;
      }
      return;
    }
    for (int i = window.from; i < window.to; i++) {
      double d = totals.deviation(values[i]);
      double square = d * d;
      squares += square;
      cubes += square * d;
      fourths += square * square;
    }
  }

  @Override
  public double value(Feature feature) {
    return switch (feature) {
      case VAR_POP -> totals.unscale(squares / count, 2);
      case VAR_SAMP -> totals.unscale(squares / (count - 1), 2); // 0/0 for one reading: undefined
      case STD_POP -> standardDeviation();
      case STD_SAMP -> totals.unscale(Math.sqrt(squares / (count - 1)), 1);
      case RMS -> rootMeanSquare();
      case CREST_FACTOR -> totals.absMax() / rootMeanSquare();
      case CREST_FACTOR_AC -> totals.maxDeviation() / Math.sqrt(squares / count);
      case SKEW_BIASED -> skewness();
      case SKEW_ADJUSTED -> adjustedSkewness();
      case KURT_EXCESS_BIASED -> pearsonKurtosis() - 3;
      case KURT_PEARSON -> pearsonKurtosis();
      case KURT_EXCESS_ADJUSTED -> adjustedKurtosis();
      default -> throw Part.foreign(feature);
    };
  }

  private double standardDeviation() {
    return totals.unscale(Math.sqrt(squares / count), 1);
  }

  /** By {@code rms^2 = mean^2 + m2}, which has no cancellation; hypot does not overflow. */
  private double rootMeanSquare() {
    return StrictMath.hypot(totals.mean(), standardDeviation());
  }

  private double skewness() {
    double m2 = squares / count;
    return (cubes / count) / (m2 * Math.sqrt(m2));
  }

  private double adjustedSkewness() {
    if (count < 3) {
      return Double.NaN;
    }
    return totals.isConstant() ? 0 : skewness() * Math.sqrt(count * (count - 1)) / (count - 2);
  }

  private double pearsonKurtosis() {
    double m2 = squares / count;
    return (fourths / count) / (m2 * m2);
  }

  private double adjustedKurtosis() {
    if (count < 4) {
      return Double.NaN;
    }
    double g2 = pearsonKurtosis() - 3;
    return totals.isConstant()
        ? 0
        : (count - 1) / ((count - 2) * (count - 3)) * ((count + 1) * g2 + 6);
  }
}
