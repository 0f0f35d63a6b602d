package io.penstock.core.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a tile of one dataset costs: how much more than its own span has to be read for it.
 *
 * @param dataset the dataset's name
 * @param tileMicros length of a tile
 * @param margins what a tile sees outside its span
 */
public record TileCost(String dataset, long tileMicros, Margins margins) {

  /** The costs of a checked plan's datasets: measurements first, then the feature groups. */
  public static List<TileCost> of(Plan plan) {
    List<TileCost> costs = new ArrayList<>();
    costs.add(ofMeasurements(plan));
    plan.features().forEach(group -> costs.add(ofFeatures(plan, group)));
    return costs;
  }

  static TileCost ofMeasurements(Plan plan) {
    return new TileCost(
        Plan.MEASUREMENTS, plan.measurements().tileMicros(), Margins.ofMeasurements(plan));
  }

  static TileCost ofFeatures(Plan plan, FeatureGroup group) {
    return new TileCost(group.name(), group.tileMicros(), Margins.ofFeatures(plan, group));
  }

  /** {@code (lookBack + tile + lookAhead) / tile}: readings decoded per reading owned, at most. */
  public double amplification() {
    return (double) (marginMicros() + tileMicros) / tileMicros;
  }

  /** Look-back plus look-ahead. */
  long marginMicros() {
    return margins.lookBackMicros() + margins.lookAheadMicros();
  }

  /** One line for people: {@code stats_1m: tile PT1M, look-back PT5S, look-ahead PT0S, 1.08x}. */
  public String render() {
    return "%s: tile %s, look-back %s, look-ahead %s, %sx"
        .formatted(
            dataset,
            Findings.span(tileMicros),
            Findings.span(margins.lookBackMicros()),
            Findings.span(margins.lookAheadMicros()),
            shown(amplification()));
  }

  /** A ratio with at most two decimals. */
  static String shown(double ratio) {
    return BigDecimal.valueOf(ratio)
        .setScale(2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
