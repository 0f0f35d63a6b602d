package io.penstock.core.feature;

import static io.penstock.core.model.Interpolation.SLOPED;
import static io.penstock.core.model.Interpolation.STEPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WindowStatisticsTest {
  @Test
  void everyFeatureHasExactlyOnePart() {
    Map<Feature, Integer> owners = new EnumMap<>(Feature.class);
    for (Part part : WindowStatistics.allParts(SLOPED, Set.of())) {
      part.features().forEach(feature -> owners.merge(feature, 1, Integer::sum));
    }
    assertThat(owners.keySet()).containsExactlyElementsOf(Windows.ALL);
    assertThat(owners.values()).containsOnly(1);
  }

  @Test
  void valuesComeInTheOrderRequested() {
    List<Feature> features = List.of(Feature.MAX, Feature.COUNT, Feature.MIN, Feature.MAX);
    double[] out = new double[5];
    WindowStatistics statistics = WindowStatistics.of(features, SLOPED);
    statistics.compute(Windows.everySecond(3, 1, 2), out);
    assertThat(out).containsExactly(3, 3, 1, 3, 0);
    assertThat(statistics.features()).isEqualTo(features);
  }

  @Test
  void anEmptyWindowHasOnlyACountAndWhatItsSurroundingsDefine() {
    Window window = Windows.of(100, 200, new long[] {50}, new double[] {7});
    assertDefined(window, Map.of(Feature.COUNT, 0.0, Feature.TWA, 7.0));
    window.all = 4;
    window.good = 1;
    assertDefined(window, Map.of(Feature.COUNT, 0.0, Feature.TWA, 7.0, Feature.PERCENT_GOOD, 25.0));
    window.before = -1;
    window.all = 0;
    assertDefined(window, Map.of(Feature.COUNT, 0.0));
  }

  private static void assertDefined(Window window, Map<Feature, Double> expected) {
    Map<Feature, Double> actual = Windows.compute(window, STEPPED);
    actual.values().removeIf(value -> Double.isNaN(value));
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void oneReadingHasNoSpreadNoSlopeAndNoChange() {
    Map<Feature, Double> values = Windows.compute(Windows.everySecond(-2), SLOPED);
    Set<Feature> undefined = EnumSet.noneOf(Feature.class);
    values.forEach((feature, value) -> addIf(value.isNaN(), undefined, feature));

    Set<Feature> expected =
        EnumSet.of(
            Feature.VAR_SAMP,
            Feature.STD_SAMP,
            Feature.CREST_FACTOR_AC,
            Feature.SKEW_BIASED,
            Feature.SKEW_ADJUSTED,
            Feature.KURT_EXCESS_BIASED,
            Feature.KURT_PEARSON,
            Feature.KURT_EXCESS_ADJUSTED,
            Feature.SLOPE_PER_SECOND,
            Feature.INTERCEPT,
            Feature.SLOPE_PER_INDEX,
            Feature.INTERCEPT_INDEX,
            Feature.R_INDEX,
            Feature.MEAN_ABS_CHANGE,
            Feature.ABS_SUM_OF_CHANGES,
            Feature.TWA_SPAN_STEPPED,
            Feature.TWA_SPAN_SLOPED,
            Feature.MEAN_DT,
            Feature.MAX_DT);
    Windows.ALL.stream().filter(Feature::isSpectral).forEach(expected::add);
    assertThat(undefined).isEqualTo(expected);
    assertThat(values).containsEntry(Feature.MEAN, -2.0).containsEntry(Feature.RMS, 2.0);
  }

  private static void addIf(boolean condition, Set<Feature> set, Feature feature) {
    if (condition) {
      set.add(feature);
    }
  }

  @Test
  void twoReadingsLieOnTheirLine() {
    Window window = Windows.of(5_000_000, 9_000_000, new long[] {6_000_000, 8_000_000}, xs(1, 5));
    assertThat(Windows.compute(window, SLOPED))
        .containsEntry(Feature.SLOPE_PER_SECOND, 2.0)
        .containsEntry(Feature.INTERCEPT, -1.0) // at the window's start, a second before
        .containsEntry(Feature.SLOPE_PER_INDEX, 4.0)
        .containsEntry(Feature.INTERCEPT_INDEX, 1.0)
        .containsEntry(Feature.R_INDEX, 1.0)
        .containsEntry(Feature.STD_POP, 2.0)
        .containsEntry(Feature.MEDIAN, 3.0)
        .containsEntry(Feature.MAD, 2.0)
        .containsEntry(Feature.SKEW_ADJUSTED, Double.NaN)
        .containsEntry(Feature.DELTA, 4.0)
        .containsEntry(Feature.MEAN_DT, 2.0);
  }

  @Test
  void aConstantWindowHasNoSpreadAtAll() {
    // 0.1 is no double: a naive mean is off by a rounding, and so is every deviation from it.
    Map<Feature, Double> values =
        Windows.compute(Windows.everySecond(xs(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1)), SLOPED);
    assertThat(values)
        .containsEntry(Feature.MEAN, 0.1)
        .containsEntry(Feature.VAR_POP, 0.0)
        .containsEntry(Feature.STD_SAMP, 0.0)
        .containsEntry(Feature.RMS, 0.1)
        .containsEntry(Feature.CREST_FACTOR, 1.0)
        .containsEntry(Feature.SKEW_BIASED, Double.NaN)
        .containsEntry(Feature.KURT_EXCESS_BIASED, Double.NaN)
        .containsEntry(Feature.SKEW_ADJUSTED, 0.0)
        .containsEntry(Feature.KURT_EXCESS_ADJUSTED, 0.0)
        .containsEntry(Feature.SLOPE_PER_SECOND, 0.0)
        .containsEntry(Feature.R_INDEX, Double.NaN)
        .containsEntry(Feature.MEAN_CROSSINGS, 0.0)
        .containsEntry(Feature.TWA, 0.1)
        .containsEntry(Feature.FFT_DOMINANT_BIN, Double.NaN)
        .containsEntry(Feature.SPECTRAL_CENTROID_BINS, 0.0);
  }

  @Test
  void zeroCrossingsSkipZerosOrCountThemAsNotAbove() {
    Window window = Windows.everySecond(0, 1, 0, 0, 2, -1, 0, -3, 0, 4);
    assertThat(Windows.compute(Feature.ZERO_CROSSINGS, window)).isEqualTo(2);
    assertThat(Windows.compute(Feature.ZERO_CROSSINGS_ABOVE, window)).isEqualTo(5);
  }

  @Test
  void transitionsCompareTheFirstReadingWithTheOneBefore() {
    // OPC UA Part 13, NumberOfTransitions: the earliest reading against the previous one
    Window window = Windows.of(10, 20, new long[] {5, 10, 12, 15}, xs(0, 1, 1, 0));
    assertThat(Windows.compute(Feature.TRANSITIONS, window)).isEqualTo(2);
    window.before = -1;
    assertThat(Windows.compute(Feature.TRANSITIONS, window)).isEqualTo(1);
  }

  @Test
  void noResultIsInfiniteOrNegativeZero() {
    Window huge = Windows.everySecond(1e308, -1e308, 1.7e308, 1.7e308, -1.2e308);
    Window tiny = Windows.everySecond(4.9e-324, -4.9e-324, 1e-310, 0, -0.0);
    Window signed = Windows.everySecond(-0.0, -0.0, -0.0, -0.0);
    for (Window window : List.of(huge, tiny, signed)) {
      for (double value : Windows.compute(window, SLOPED).values()) {
        assertThat(value).isNotInfinite();
        assertThat(Double.doubleToRawLongBits(value))
            .isNotEqualTo(Double.doubleToRawLongBits(-0.0));
      }
    }
    assertThat(Windows.compute(Feature.RANGE, huge)).isNaN();
    assertThat(Windows.compute(Feature.MAX, huge)).isEqualTo(1.7e308);
  }

  @Test
  void momentsOfTinyAndOfHugeValuesNeitherVanishNorOverflow() {
    double[] shape = {1, 2, 4, 8, 16};
    double skewness = Windows.compute(Feature.SKEW_BIASED, Windows.everySecond(shape));
    for (double unit : new double[] {0x1p-600, 0x1p600}) {
      Window scaled = Windows.everySecond(1 * unit, 2 * unit, 4 * unit, 8 * unit, 16 * unit);
      assertThat(Windows.compute(Feature.SKEW_BIASED, scaled)).isEqualTo(skewness);
      assertThat(Windows.compute(Feature.KURT_PEARSON, scaled)).isBetween(2.0, 3.0);
    }
  }

  @Test
  void aSumKeepsWhatPlainAdditionLoses() {
    Window window = Windows.everySecond(1, 1e16, 1, -1e16);
    assertThat(Windows.compute(Feature.SUM, window)).isEqualTo(2);
    assertThat(Windows.compute(Feature.MEAN, window)).isEqualTo(0.5);
  }

  @Test
  void quantilesInterpolateBetweenTheSortedReadings() {
    // type 7 (Hyndman and Fan): h = (n - 1) p
    Window window = Windows.everySecond(50, 10, 40, 20, 30);
    assertThat(Windows.compute(Feature.Q10, window)).isCloseTo(14, within(1e-12));
    assertThat(Windows.compute(Feature.Q25, window)).isEqualTo(20);
    assertThat(Windows.compute(Feature.MEDIAN, window)).isEqualTo(30);
    assertThat(Windows.compute(Feature.Q99, window)).isCloseTo(49.6, within(1e-12));
    assertThat(Windows.compute(Feature.IQR, window)).isEqualTo(20);
    assertThat(Windows.compute(Feature.MAD, window)).isEqualTo(10);
  }

  @Test
  void nothingIsAllocatedPerWindowInSteadyState() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Window window = Windows.everySecond(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8);
    WindowStatistics statistics = WindowStatistics.of(Windows.ALL, STEPPED);
    double[] out = new double[Windows.ALL.size()];
    for (int i = 0; i < 100; i++) {
      statistics.compute(window, out);
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10_000; i++) {
      statistics.compute(window, out);
    }
    long perWindow = (threads.getCurrentThreadAllocatedBytes() - before) / 10_000;
    assertThat(perWindow).isZero();
  }

  private static double[] xs(double... values) {
    return values;
  }
}
