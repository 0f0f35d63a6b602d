package io.penstock.core.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.SharedData;
import io.penstock.core.model.Interpolation;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every reference value of {@code feature_reference}: 19 windows of real plant data, features by
 * exact rational arithmetic, cross-checked with numpy, scipy and pandas.
 */
class FeatureReferenceTest {
  private static final String FOLDER = "feature_reference/";

  /** The reference has 9.7e-17 of rounding noise where the spectrum of a constant is zero. */
  private static final double NOISE = 1e-15;

  private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

  /** The reference's name of each feature that is not simply the column's name. */
  private static final Map<String, Feature> NAMES =
      Map.ofEntries(
          Map.entry("skew_g1_biased", Feature.SKEW_BIASED),
          Map.entry("skew_G1_adjusted", Feature.SKEW_ADJUSTED),
          Map.entry("kurt_g2_excess_biased", Feature.KURT_EXCESS_BIASED),
          Map.entry("kurt_b2_pearson", Feature.KURT_PEARSON),
          Map.entry("kurt_G2_excess_adjusted", Feature.KURT_EXCESS_ADJUSTED),
          Map.entry("peak_to_peak", Feature.RANGE),
          Map.entry("mad_raw", Feature.MAD),
          Map.entry("intercept_index0", Feature.INTERCEPT_INDEX),
          Map.entry("intercept_t0", Feature.INTERCEPT),
          Map.entry("zero_crossings_tsfresh_m0", Feature.ZERO_CROSSINGS_ABOVE),
          Map.entry("zero_crossings_sign_change_zeros_skipped", Feature.ZERO_CROSSINGS),
          Map.entry("mean_crossings_tsfresh", Feature.MEAN_CROSSINGS),
          Map.entry("twa_linear_span", Feature.TWA_SPAN_SLOPED),
          Map.entry("twa_stepped_span", Feature.TWA_SPAN_STEPPED),
          Map.entry("mean_dt_s", Feature.MEAN_DT),
          Map.entry("max_dt_s", Feature.MAX_DT),
          Map.entry("fft_dominant_bin", Feature.FFT_DOMINANT_BIN),
          Map.entry("fft_dominant_frequency_hz", Feature.FFT_DOMINANT_FREQUENCY),
          Map.entry("fft_dominant_amplitude", Feature.FFT_DOMINANT_AMPLITUDE),
          Map.entry("fft_dominance_ratio_to_second", Feature.FFT_DOMINANCE_RATIO),
          Map.entry("spectral_centroid_magnitude_hz", Feature.SPECTRAL_CENTROID_MAGNITUDE),
          Map.entry("spectral_centroid_power_hz", Feature.SPECTRAL_CENTROID_POWER),
          Map.entry("tsfresh_fft_aggregated_centroid_bins", Feature.SPECTRAL_CENTROID_BINS));

  @Test
  void allReferenceValuesAreMet() throws IOException {
    Map<String, Window> windows = windows();
    Map<Feature, Double> sloped = Map.of();
    Map<Feature, Double> stepped = Map.of();
    List<String> wrong = new ArrayList<>();
    Map<Double, Double> worst = new TreeMap<>();
    int compared = 0;
    String current = "";
    for (String[] row : rows("expected_features.csv")) {
      Window window = Objects.requireNonNull(windows.get(row[0]));
      if (!row[0].equals(current)) {
        current = row[0];
        sloped = Windows.compute(window, Interpolation.SLOPED);
        stepped = Windows.compute(window, Interpolation.STEPPED);
      }
      double expected = Double.parseDouble(row[2]);
      double actual = actual(row[1], window, sloped, stepped);
      double tolerance = tolerance(row[0], row[1]);
      compared++;
      if (!agree(expected, actual, tolerance)) {
        wrong.add(row[0] + " " + row[1] + ": expected " + expected + " but was " + actual);
      } else if (Math.abs(expected) > NOISE) {
        worst.merge(tolerance, Math.abs(actual - expected) / Math.abs(expected), Math::max);
      }
    }
    System.out.printf(
        "feature reference: %d values compared, %d wrong; tolerance=largest relative error: %s%n",
        compared, wrong.size(), worst);
    assertThat(wrong).isEmpty();
    assertThat(compared).isEqualTo(885);
  }

  private static double actual(
      String name, Window window, Map<Feature, Double> sloped, Map<Feature, Double> stepped) {
    return switch (name) {
      case "twa_linear_window" -> valueOf(Feature.TWA, sloped);
      case "twa_stepped_window" -> valueOf(Feature.TWA, stepped);
      case "bound_start_interpolated" -> TimeWeightedAverage.boundAtStart(window);
      case "bound_end_interpolated" -> TimeWeightedAverage.boundAtEnd(window);
      case "win_seconds" -> (window.endMicros - window.startMicros) / 1e6;
      case "value_before_window" -> window.values[window.before];
      case "t_before_s" -> (window.times[window.before] - window.startMicros) / 1e6;
      case "value_after_window" -> window.values[window.after];
      case "t_after_s" -> (window.times[window.after] - window.startMicros) / 1e6;
      default -> {
        Feature known = NAMES.get(name);
        Feature feature = known != null ? known : byColumn(name);
        assertThat(sloped.get(feature))
            .as(name + " does not depend on the interpolation")
            .isEqualTo(stepped.get(feature));
        yield valueOf(feature, sloped);
      }
    };
  }

  private static double valueOf(Feature feature, Map<Feature, Double> values) {
    return Objects.requireNonNull(values.get(feature));
  }

  private static Feature byColumn(String column) {
    return Arrays.stream(Feature.values())
        .filter(feature -> feature.column().equals(column))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no feature for " + column));
  }

  /** As the reference's README suggests. */
  private static double tolerance(String window, String name) {
    if (name.startsWith("skew") || name.startsWith("kurt")) {
      return window.equals("W12") ? 1e-6 : 1e-9;
    }
    return name.contains("fft") || name.startsWith("spectral") ? 1e-9 : 1e-12;
  }

  private static boolean agree(double expected, double actual, double tolerance) {
    if (Double.isNaN(expected) || Math.abs(expected) < NOISE) {
      return Double.compare(actual, Double.isNaN(expected) ? Double.NaN : 0) == 0;
    }
    return Math.abs(actual - expected) <= tolerance * Math.abs(expected);
  }

  private static Map<String, Window> windows() throws IOException {
    Map<String, List<String[]>> points = new LinkedHashMap<>();
    for (String[] row : rows("window_points.csv")) {
      points.computeIfAbsent(row[0], id -> new ArrayList<>()).add(new String[] {row[2], row[3]});
    }
    Map<String, Window> windows = new LinkedHashMap<>();
    for (String[] row : rows("windows.csv")) {
      windows.put(row[0], window(row, points.getOrDefault(row[0], List.of())));
    }
    return windows;
  }

  private static Window window(String[] row, List<String[]> inside) {
    boolean bounded = !row[5].isEmpty();
    List<String[]> all = new ArrayList<>(inside);
    if (bounded) {
      all.add(0, new String[] {row[7], row[8]});
      all.add(new String[] {row[9], row[10]});
    }
    Window window = new Window();
    window.times = all.stream().mapToLong(point -> micros(point[0])).toArray();
    window.values = all.stream().mapToDouble(point -> Double.parseDouble(point[1])).toArray();
    window.from = bounded ? 1 : 0;
    window.to = window.from + inside.size();
    window.before = bounded ? 0 : -1;
    window.after = bounded ? window.to : -1;
    window.startMicros = bounded ? micros(row[5]) : 0;
    window.endMicros = bounded ? micros(row[6]) : window.times[window.to - 1] + 1;
    window.good = inside.size();
    window.all = inside.size();
    return window;
  }

  private static long micros(String seconds) {
    return new BigDecimal(seconds).multiply(MICROS).longValueExact();
  }

  /** The rows of a CSV file without its header; the only quoted field has no quotes inside. */
  private static List<String[]> rows(String file) throws IOException {
    return Files.readAllLines(SharedData.path(FOLDER + file), UTF_8).stream()
        .skip(1)
        .map(line -> line.replaceAll("\"[^\"]*\"", "quoted").split(",", -1))
        .toList();
  }
}
