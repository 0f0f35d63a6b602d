package io.penstock.core.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * NIST StRD, univariate summary statistics: certified to 15 digits.
 *
 * <p>The tolerance of the deviation is what the data allow: 10000000.2 is no double, and its
 * rounding alone moves a standard deviation of 0.1 by up to 1e-8 of itself.
 */
class NistUnivariateTest {
  private static final Pattern NUMBER = Pattern.compile("\\s*-?\\d+(\\.\\d+)?\\s*");

  @ParameterizedTest
  @CsvSource({
    "Lew, 1e-14, 1e-14",
    "Lottery, 1e-14, 1e-14",
    "Mavro, 1e-14, 1e-12",
    "Michelso, 1e-14, 1e-12",
    "NumAcc1, 0, 1e-15",
    "NumAcc2, 1e-15, 1e-13",
    "NumAcc3, 1e-15, 1e-9",
    "NumAcc4, 1e-15, 1e-8"
  })
  void meetsTheCertifiedValues(String dataset, double meanTolerance, double tolerance)
      throws IOException {
    List<String> lines =
        Files.readAllLines(SharedData.path("nist_strd_univariate/" + dataset + ".txt"), UTF_8);
    Window window = Windows.everySecond(data(lines));

    assertThat(Windows.compute(Feature.MEAN, window))
        .satisfies(near(certified(lines, "ybar:|mean"), meanTolerance));
    assertThat(Windows.compute(Feature.STD_SAMP, window))
        .satisfies(near(certified(lines, "s:|standardDeviation"), tolerance));
    assertThat(lagOneCorrelation(window))
        .satisfies(
            near(
                certified(lines, "r\\(1\\):|autocorrelationCoefficient"),
                Math.max(tolerance, 1e-12)));
  }

  private static Consumer<Double> near(double expected, double tolerance) {
    return actual ->
        assertThat(Math.abs(actual - expected))
            .as("%s, certified %s", actual, expected)
            .isLessThanOrEqualTo(tolerance * Math.abs(expected));
  }

  /** Not a feature: it shows that the deviations which other features rest on are right. */
  private static double lagOneCorrelation(Window window) {
    Totals totals = new Totals();
    totals.compute(window);
    double products = 0;
    double squares = 0;
    for (int i = 0; i < window.size(); i++) {
      double d = totals.deviation(window.values[i]);
      squares += d * d;
      products += i == 0 ? 0 : d * totals.deviation(window.values[i - 1]);
    }
    return products / squares;
  }

  private static double[] data(List<String> lines) {
    return lines.stream()
        .filter(line -> NUMBER.matcher(line).matches())
        .mapToDouble(line -> Double.parseDouble(line.strip()))
        .toArray();
  }

  private static double certified(List<String> lines, String label) {
    Pattern pattern = Pattern.compile("(?:.*\\s)?(?:" + label + ")[\\s=]+(-?[\\d.]+)\\s*");
    return lines.stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .mapToDouble(matcher -> Double.parseDouble(matcher.group(1)))
        .findFirst()
        .orElseThrow();
  }
}
