package io.penstock.benchmarks.history;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What comes of the work, under the names of Penstock's counters, so that one script reads all. */
final class Answer {
  private Answer() {}

  /**
   * Prints the three rows.
   *
   * @param admitted of {@link Work#admitted}
   * @param measurements of {@link Work#measurements}
   * @param features of {@link Work#features}
   */
  static void print(double[] admitted, double[] measurements, double[] features) {
    print("readings_admitted", admitted);
    print("measurement_rows_computed", measurements);
    print("feature_rows_computed", features);
  }

  private static void print(String counter, double[] row) {
    System.out.printf("\"%s\" : %.0f%n", counter, row[0]);
    System.out.println(
        "sums "
            + Arrays.stream(row)
                .skip(1)
                .mapToObj(sum -> "%.10e".formatted(sum))
                .collect(Collectors.joining(" ")));
  }
}
