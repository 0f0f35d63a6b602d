package io.penstock.benchmarks.live;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What came out of a run: per dataset the number of rows and the sum of each column, by which two
 * programs are shown to have computed the same. Sinks of this process add to it; a cluster in the
 * same process shares it, since it loads each class once.
 */
final class Totals {
  /** The dataset of aligned values. */
  static final String MEASUREMENTS = "measurements";

  /** The feature group. */
  static final String FEATURES = "stats_10s";

  /** How far two sums in different order may be apart, relative to the larger. */
  private static final double TOLERANCE = 1e-9;

  private static final Object LOCK = new Object();
  private static final SortedMap<String, double[]> SUMS = new TreeMap<>();
  private static final AtomicLong COUNTED = new AtomicLong();

  private Totals() {}

  /** Adds rows of a dataset, given as columns; index {@code rows} and beyond is not looked at. */
  static void add(String dataset, int rows, double[][] columns) {
    double[] more = new double[columns.length + 1];
    more[0] = rows;
    for (int column = 0; column < columns.length; column++) {
      double sum = 0;
      for (int row = 0; row < rows; row++) {
        double value = columns[column][row];
        sum += Double.isNaN(value) ? 0 : value;
      }
      more[column + 1] = sum;
    }
    synchronized (LOCK) {
      SUMS.merge(dataset, more, Totals::plus);
    }
    if (dataset.equals(FEATURES)) {
      COUNTED.addAndGet(Math.round(more[1]));
    }
  }

  /** Readings in the windows so far: the sum of the first feature, which is their count. */
  static long counted() {
    return COUNTED.get();
  }

  /** Per dataset: rows, then the sum of each column. */
  static SortedMap<String, double[]> sums() {
    synchronized (LOCK) {
      SortedMap<String, double[]> copy = new TreeMap<>();
      SUMS.forEach((dataset, sums) -> copy.put(dataset, sums.clone()));
      return copy;
    }
  }

  /** Whether two runs agree: rows exactly, sums but for rounding. */
  static boolean agree(Map<String, double[]> one, Map<String, double[]> other) {
    return one.keySet().equals(other.keySet())
        && one.entrySet().stream()
            .allMatch(
                entry ->
                    agree(entry.getValue(), Objects.requireNonNull(other.get(entry.getKey()))));
  }

  /** Rows and sums for people. */
  static String text(Map<String, double[]> sums) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(sums)
        .forEach(
            (dataset, values) -> {
              text.append(String.format(Locale.ROOT, "%s %.0f rows, sums", dataset, values[0]));
              for (int i = 1; i < values.length; i++) {
                text.append(String.format(Locale.ROOT, " %.9g", values[i]));
              }
              text.append("; ");
            });
    return text.toString();
  }

  private static boolean agree(double[] one, double[] other) {
    if (one.length != other.length || one[0] != other[0]) {
      return false;
    }
    for (int i = 1; i < one.length; i++) {
      double larger = Math.max(Math.abs(one[i]), Math.abs(other[i]));
      if (Math.abs(one[i] - other[i]) > TOLERANCE * larger) {
        return false;
      }
    }
    return true;
  }

  private static double[] plus(double[] one, double[] other) {
    double[] sum = one.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other[i];
    }
    return sum;
  }
}
