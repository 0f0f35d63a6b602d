package io.penstock.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.model.Interpolation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for any window. */
class WindowStatisticsLawsTest {
  private static final List<Feature> RISING =
      List.of(
          Feature.MIN,
          Feature.Q01,
          Feature.Q05,
          Feature.Q10,
          Feature.Q25,
          Feature.MEDIAN,
          Feature.Q75,
          Feature.Q90,
          Feature.Q95,
          Feature.Q99,
          Feature.MAX);

  /** Features that a shift of all values moves by as much. */
  private static final Set<Feature> MOVES_WITH_SHIFT =
      Set.of(
          Feature.MEAN,
          Feature.MIN,
          Feature.MAX,
          Feature.MEDIAN,
          Feature.Q05,
          Feature.Q95,
          Feature.INTERCEPT,
          Feature.INTERCEPT_INDEX,
          Feature.TWA,
          Feature.TWA_SPAN_STEPPED,
          Feature.TWA_SPAN_SLOPED,
          Feature.FIRST,
          Feature.LAST);

  /** Features that a shift of all values leaves alone. */
  private static final Set<Feature> KEEPS_UNDER_SHIFT =
      Set.of(
          Feature.COUNT,
          Feature.RANGE,
          Feature.VAR_POP,
          Feature.STD_SAMP,
          Feature.IQR,
          Feature.MAD,
          Feature.SLOPE_PER_SECOND,
          Feature.SLOPE_PER_INDEX,
          Feature.DELTA,
          Feature.ABS_SUM_OF_CHANGES,
          Feature.MEAN_ABS_CHANGE,
          Feature.TRANSITIONS,
          Feature.MEAN_DT,
          Feature.MAX_DT,
          Feature.PERCENT_GOOD);

  /** Features of degree 2 in the values; the spread of degree 1 and 0 is told by the enum. */
  private static final Set<Feature> SQUARED = Set.of(Feature.VAR_POP, Feature.VAR_SAMP);

  /** Features that do not depend on the unit of the values. */
  private static final Set<Feature> UNITLESS =
      Set.of(
          Feature.COUNT,
          Feature.CREST_FACTOR,
          Feature.CREST_FACTOR_AC,
          Feature.SKEW_BIASED,
          Feature.SKEW_ADJUSTED,
          Feature.KURT_EXCESS_BIASED,
          Feature.KURT_PEARSON,
          Feature.KURT_EXCESS_ADJUSTED,
          Feature.R_INDEX,
          Feature.ZERO_CROSSINGS,
          Feature.ZERO_CROSSINGS_ABOVE,
          Feature.MEAN_CROSSINGS,
          Feature.MEAN_DT,
          Feature.MAX_DT,
          Feature.PERCENT_GOOD,
          Feature.TRANSITIONS,
          Feature.FFT_DOMINANT_BIN,
          Feature.FFT_DOMINANT_FREQUENCY,
          Feature.FFT_DOMINANCE_RATIO,
          Feature.SPECTRAL_CENTROID_MAGNITUDE,
          Feature.SPECTRAL_CENTROID_POWER,
          Feature.SPECTRAL_CENTROID_BINS);

  @Property(tries = 300)
  void quantilesRiseFromMinToMax(@ForAll("windows") Window window) {
    double[] values = new double[RISING.size()];
    WindowStatistics.of(RISING, Interpolation.SLOPED).compute(window, values);
    if (window.size() > 0) {
      assertThat(values).isSorted();
    }
  }

  @Property(tries = 300)
  void averagesLieWithinTheReadings(@ForAll("windows") Window window) {
    for (Interpolation interpolation : Interpolation.values()) {
      Map<Feature, Double> values = Windows.compute(window, interpolation);
      double slack = 1e-12 * value(values, Feature.ABS_MAX);
      for (Feature average :
          List.of(Feature.MEAN, Feature.TWA_SPAN_SLOPED, Feature.TWA_SPAN_STEPPED)) {
        double x = value(values, average);
        assertThat(x < value(values, Feature.MIN) - slack).as("%s too small", average).isFalse();
        assertThat(x > value(values, Feature.MAX) + slack).as("%s too large", average).isFalse();
      }
    }
  }

  @Property(tries = 300)
  void usingAnInstanceAgainLeavesNoTrace(
      @ForAll("windows") Window first, @ForAll("windows") Window second) {
    for (Interpolation interpolation : Interpolation.values()) {
      WindowStatistics used = WindowStatistics.of(Windows.ALL, interpolation);
      double[] again = new double[Windows.ALL.size()];
      used.compute(first, again);
      used.compute(second, again);
      double[] fresh = new double[Windows.ALL.size()];
      WindowStatistics.of(Windows.ALL, interpolation).compute(second, fresh);
      assertThat(bits(again)).isEqualTo(bits(fresh));
    }
  }

  @Property(tries = 300)
  void aFeatureIsTheSameAloneAndAmongOthers(
      @ForAll("windows") Window window, @ForAll Interpolation interpolation) {
    Map<Feature, Double> all = Windows.compute(window, interpolation);
    for (Feature feature : Windows.ALL) {
      assertThat(Windows.compute(feature, window, interpolation))
          .as(feature.name())
          .isEqualTo(all.get(feature));
    }
  }

  @Property(tries = 300)
  void whereAWindowLiesInItsArraysDoesNotMatter(
      @ForAll("windows") Window window, @ForAll @IntRange(min = 1, max = 5) int shift) {
    Window moved = new Window();
    moved.startMicros = window.startMicros;
    moved.endMicros = window.endMicros;
    moved.times = new long[window.times.length + shift];
    moved.values = new double[window.values.length + shift];
    Arrays.fill(moved.values, 77);
    System.arraycopy(window.times, 0, moved.times, shift, window.times.length);
    System.arraycopy(window.values, 0, moved.values, shift, window.values.length);
    moved.from = window.from + shift;
    moved.to = window.to + shift;
    moved.before = window.before < 0 ? -1 : window.before + shift;
    moved.after = window.after < 0 ? -1 : window.after + shift;
    moved.good = window.good;
    moved.all = window.all;
    assertThat(Windows.compute(moved, Interpolation.SLOPED))
        .isEqualTo(Windows.compute(window, Interpolation.SLOPED));
  }

  @Property(tries = 300)
  void scalingByAPowerOfTwoScalesEveryBit(
      @ForAll("windows") Window window, @ForAll @IntRange(min = -40, max = 40) int exponent) {
    double factor = Math.scalb(1.0, exponent);
    Map<Feature, Double> plain = Windows.compute(window, Interpolation.SLOPED);
    Map<Feature, Double> scaled = Windows.compute(changed(window, factor, 0), Interpolation.SLOPED);
    for (Feature feature : Windows.ALL) {
      int degree = UNITLESS.contains(feature) ? 0 : SQUARED.contains(feature) ? 2 : 1;
      // hypot is not exact under scaling; everything else is
      boolean viaHypot = feature == Feature.RMS || feature == Feature.CREST_FACTOR;
      double expected = Math.scalb(value(plain, feature), degree * exponent);
      assertClose(feature, expected, scaled, 0, viaHypot ? 1e-14 : 0);
    }
  }

  @Property(tries = 300)
  void shiftingMovesLocationAndKeepsSpread(
      @ForAll("windows") Window window, @ForAll @IntRange(min = -100_000, max = 100_000) int by) {
    Map<Feature, Double> plain = Windows.compute(window, Interpolation.SLOPED);
    Map<Feature, Double> shifted = Windows.compute(changed(window, 1, by), Interpolation.SLOPED);
    // Values are whole multiples of 1/64, so shifting them rounds nothing.
    MOVES_WITH_SHIFT.forEach(
        feature -> assertClose(feature, value(plain, feature) + by, shifted, 1e-7, 1e-11));
    KEEPS_UNDER_SHIFT.forEach(
        feature -> assertClose(feature, value(plain, feature), shifted, 1e-7, 1e-11));
  }

  private static void assertClose(
      Feature feature,
      double expected,
      Map<Feature, Double> values,
      double absolute,
      double relative) {
    double actual = value(values, feature);
    boolean agree =
        Double.isNaN(expected)
            ? Double.isNaN(actual)
            : Math.abs(actual - expected) <= absolute + relative * Math.abs(expected);
    assertThat(agree).as("%s: expected %s but was %s", feature, expected, actual).isTrue();
  }

  private static Window changed(Window window, double factor, double shift) {
    double[] values = Arrays.stream(window.values).map(x -> x * factor + shift).toArray();
    Window changed = Windows.of(window.startMicros, window.endMicros, window.times.clone(), values);
    changed.good = window.good;
    changed.all = window.all;
    return changed;
  }

  private static double value(Map<Feature, Double> values, Feature feature) {
    return Objects.requireNonNull(values.get(feature));
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  /** Up to 60 readings, evenly or unevenly spaced, of which some lie outside the window. */
  @Provide
  Arbitrary<Window> windows() {
    Arbitrary<Double> value = Arbitraries.integers().between(-64_000, 64_000).map(x -> x / 64.0);
    Arbitrary<Double> coarse = Arbitraries.integers().between(-2, 2).map(x -> (double) x);
    Arbitrary<double[]> values =
        Arbitraries.oneOf(value.list().ofMaxSize(60), coarse.list().ofMaxSize(60))
            .map(list -> list.stream().mapToDouble(x -> x).toArray());
    Arbitrary<List<Integer>> gaps =
        Arbitraries.oneOf(
            Arbitraries.integers().between(1, 9).list().ofSize(60),
            Arbitraries.just(7).list().ofSize(60));
    Arbitrary<Integer> bound = Arbitraries.integers().between(0, 300);
    return Combinators.combine(values, gaps, bound, bound).as(WindowStatisticsLawsTest::window);
  }

  private static Window window(double[] values, List<Integer> gaps, int start, int length) {
    long[] times = new long[values.length];
    long time = 0;
    for (int i = 0; i < times.length; i++) {
      time += gaps.get(i) * 100_000L;
      times[i] = time;
    }
    long startMicros = start * 30_000L;
    return Windows.of(startMicros, startMicros + 1 + length * 150_000L, times, values);
  }
}
