package io.penstock.core.plan;

import io.penstock.core.feature.Feature;
import io.penstock.core.model.Interpolation;
import io.penstock.core.model.Series;
import io.penstock.core.model.ValueType;
import java.io.Serializable;
import java.util.List;

/**
 * How far outside its own span a tile has to see: the readings in {@code [start - lookBack, start)}
 * and {@code [end, end + lookAhead)} are its context. Exact, nothing is rounded up: a reading
 * further away cannot change a result.
 *
 * <p>Sources that accept unknown series count as if they had series of every kind, since the kind
 * of a new series is not known before the run.
 *
 * @param lookBackMicros reach before the tile's start, microseconds
 * @param lookAheadMicros reach after the tile's end, microseconds
 */
public record Margins(long lookBackMicros, long lookAheadMicros) implements Serializable {

  /** The margins of a dataset of a checked plan. */
  public static Margins of(Plan plan, String dataset) {
    if (dataset.equals(Plan.MEASUREMENTS)) {
      return ofMeasurements(plan);
    }
    return plan.features().stream()
        .filter(group -> group.name().equals(dataset))
        .findFirst()
        .map(group -> ofFeatures(plan, group))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no dataset named " + dataset + " in plan " + plan.name()));
  }

  /**
   * The margins of the aligned measurements.
   *
   * <ul>
   *   <li>{@code LAST} holds: look-back {@code maxAge}.
   *   <li>{@code LINEAR} needs both neighbours of a gap: {@code maxGap} each way; stepped series
   *       hold, so the look-back is at least {@code maxAge}.
   *   <li>{@code NEAREST}: half a grid step each way.
   *   <li>{@code MEAN}: nothing, but stepped series hold: {@code maxAge} back when there are any.
   *   <li>{@code NONE}: nothing.
   * </ul>
   */
  public static Margins ofMeasurements(Plan plan) {
    MeasurementPlan measurements = plan.measurements();
    return switch (measurements.method()) {
      case LAST -> new Margins(measurements.maxAgeMicros(), 0);
      case LINEAR -> {
        long gap = longestGap(plan, List.of());
        yield new Margins(Math.max(gap, measurements.maxAgeMicros()), gap);
      }
      case NEAREST -> new Margins(measurements.gridMicros() / 2, measurements.gridMicros() / 2);
      case MEAN -> new Margins(hasStepped(plan) ? measurements.maxAgeMicros() : 0, 0);
      case NONE -> new Margins(0, 0);
    };
  }

  /**
   * The margins of a feature group: what its earliest window reaches back, and on top
   *
   * <ul>
   *   <li>of aligned input, the margins of the measurements;
   *   <li>of normalised input, {@code maxAge} when a value is held into the window (time-weighted
   *       average, transitions), and for the time-weighted average of sloped series the longest
   *       interpolated gap, each way.
   * </ul>
   */
  public static Margins ofFeatures(Plan plan, FeatureGroup group) {
    return new Margins(
        windowLookBack(group) + inputLookBack(plan, group), featureLookAhead(plan, group));
  }

  /** The longest look-ahead of a plan's datasets: the watermark has to stay that far behind. */
  public static long longestLookAhead(Plan plan) {
    return plan.features().stream()
        .mapToLong(group -> featureLookAhead(plan, group))
        .reduce(ofMeasurements(plan).lookAheadMicros, Math::max);
  }

  private static long inputLookBack(Plan plan, FeatureGroup group) {
    if (group.input() == FeatureGroup.Input.ALIGNED) {
      return ofMeasurements(plan).lookBackMicros;
    }
    boolean holds =
        group.features().contains(Feature.TWA) || group.features().contains(Feature.TRANSITIONS);
    return holds ? Math.max(plan.measurements().maxAgeMicros(), featureLookAhead(plan, group)) : 0;
  }

  private static long featureLookAhead(Plan plan, FeatureGroup group) {
    if (group.input() == FeatureGroup.Input.ALIGNED) {
      return ofMeasurements(plan).lookAheadMicros;
    }
    boolean interpolates =
        group.features().contains(Feature.TWA) && hasSloped(plan, group.metrics());
    return interpolates ? longestGap(plan, group.metrics()) : 0;
  }

  /**
   * How far the earliest window of a tile starts before it. A window {@code [a, b)} belongs to the
   * tile with {@code start < b <= end}, and tiles start at multiples of the hop, so the first end
   * inside a tile lies {@code (origin + window) mod hop} after its start, or a whole hop when that
   * is 0. Without an origin and with a window of whole hops this is {@code window - hop}.
   */
  static long windowLookBack(FeatureGroup group) {
    long firstEnd = Math.floorMod(group.originMicros() + group.windowMicros(), group.hopMicros());
    return Math.max(0, group.windowMicros() - (firstEnd == 0 ? group.hopMicros() : firstEnd));
  }

  /** The longest gap that is interpolated: the plan's, or that of a sloped series if longer. */
  static long longestGap(Plan plan, List<String> metrics) {
    return plan.catalogue().series().stream()
        .filter(series -> isSloped(series) && isOneOf(metrics, series))
        .mapToLong(Series::maxGapMicros)
        .reduce(plan.measurements().maxGapMicros(), Math::max);
  }

  private static boolean hasSloped(Plan plan, List<String> metrics) {
    return acceptsUnknown(plan)
        || plan.catalogue().series().stream()
            .anyMatch(series -> isSloped(series) && isOneOf(metrics, series));
  }

  private static boolean hasStepped(Plan plan) {
    return acceptsUnknown(plan)
        || plan.catalogue().series().stream()
            .anyMatch(series -> series.interpolation() == Interpolation.STEPPED);
  }

  private static boolean acceptsUnknown(Plan plan) {
    return plan.sources().stream().anyMatch(source -> source.unknown().accepts());
  }

  private static boolean isSloped(Series series) {
    return series.type() == ValueType.NUMBER && series.interpolation() == Interpolation.SLOPED;
  }

  private static boolean isOneOf(List<String> metrics, Series series) {
    return metrics.isEmpty() || metrics.contains(series.metric());
  }
}
