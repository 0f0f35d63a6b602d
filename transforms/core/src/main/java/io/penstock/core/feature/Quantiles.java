package io.penstock.core.feature;

import static io.penstock.core.feature.Feature.IQR;
import static io.penstock.core.feature.Feature.MAD;
import static io.penstock.core.feature.Feature.MEDIAN;
import static io.penstock.core.feature.Feature.Q01;
import static io.penstock.core.feature.Feature.Q05;
import static io.penstock.core.feature.Feature.Q10;
import static io.penstock.core.feature.Feature.Q25;
import static io.penstock.core.feature.Feature.Q75;
import static io.penstock.core.feature.Feature.Q90;
import static io.penstock.core.feature.Feature.Q95;
import static io.penstock.core.feature.Feature.Q99;

import java.util.Arrays;
import java.util.Set;

/**
 * Quantiles of type 7 (Hyndman and Fan, 1996; the default of R and numpy) and what follows from
 * them: with the values sorted and {@code h = (n - 1) p}, {@code k = floor(h)}, the quantile is
 * {@code s_k + (h - k)(s_{k+1} - s_k)}.
 */
final class Quantiles implements Part {
  private double[] sorted = {};
  private int count;

  @Override
  public Set<Feature> features() {
    return Set.of(MEDIAN, Q01, Q05, Q10, Q25, Q75, Q90, Q95, Q99, IQR, MAD);
  }

  @Override
  public void compute(Window window) {
    count = window.size();
    if (sorted.length < count) {
      sorted = new double[Buffers.grown(count)];
    }
    System.arraycopy(window.values, window.from, sorted, 0, count);
    Arrays.sort(sorted, 0, count);
  }

  @Override
  public double value(Feature feature) {
    return switch (feature) {
      case Q01 -> percentile(1);
      case Q05 -> percentile(5);
      case Q10 -> percentile(10);
      case Q25 -> percentile(25);
      case MEDIAN -> percentile(50);
      case Q75 -> percentile(75);
      case Q90 -> percentile(90);
      case Q95 -> percentile(95);
      case Q99 -> percentile(99);
      case IQR -> percentile(75) - percentile(25);
      case MAD -> medianAbsoluteDeviation();
      default -> throw Part.foreign(feature);
    };
  }

  /** In whole percent, so that {@code floor(h)} is exact whatever n is. */
  private double percentile(int percent) {
    long hundredths = (count - 1L) * percent;
    int k = (int) (hundredths / 100);
    double share = hundredths % 100 / 100.0;
    return share == 0 ? sorted[k] : between(sorted[k], sorted[k + 1], share);
  }

  private static double between(double low, double high, double share) {
    return low + share * (high - low);
  }

  /**
   * The median of the distances from the median, unscaled. On either side of the median the
   * distances of sorted values are sorted already, so a merge outwards finds their middle.
   */
  private double medianAbsoluteDeviation() {
    double median = percentile(50);
    int left = (count - 1) / 2;
    int right = left + 1;
    double lower = 0;
    double upper = 0;
    for (int rank = 0; rank <= count / 2; rank++) {
      lower = upper;
      boolean takeLeft =
          right >= count || (left >= 0 && median - sorted[left] <= sorted[right] - median);
      upper = takeLeft ? median - sorted[left--] : sorted[right++] - median;
    }
    return count % 2 == 1 ? upper : between(lower, upper, 0.5);
  }
}
