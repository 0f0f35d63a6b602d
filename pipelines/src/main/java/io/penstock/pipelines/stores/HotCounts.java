package io.penstock.pipelines.stores;

import io.penstock.io.hot.StoreOutcome;
import io.penstock.transforms.metrics.Metric;

/** What an offer to the hot tables came to, as counters. */
final class HotCounts {
  private HotCounts() {}

  static void add(StoreOutcome outcome) {
    Metric.HOT_TILES_WRITTEN.add(outcome.written());
    Metric.HOT_TILES_REPLACED.add(outcome.replaced());
    Metric.HOT_TILES_UNCHANGED.add(outcome.unchanged());
    Metric.HOT_TILES_IGNORED.add(outcome.ignored() + outcome.dirty() + outcome.refused());
    Metric.HOT_ROWS_WRITTEN.add(outcome.rows());
  }
}
