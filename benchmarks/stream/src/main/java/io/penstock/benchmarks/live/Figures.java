package io.penstock.benchmarks.live;

import java.util.List;

/** Medians. */
final class Figures {
  private Figures() {}

  /** The median of a figure over runs. */
  static double median(List<Throughput.Run> runs, Outcome.Figure figure) {
    return median(runs.stream().map(run -> run.get(figure)).toList());
  }

  /** The median; of an even number of values the mean of the middle two. */
  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
