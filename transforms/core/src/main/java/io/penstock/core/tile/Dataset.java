package io.penstock.core.tile;

import io.penstock.core.feature.Feature;
import io.penstock.core.plan.FeatureGroup;
import io.penstock.core.plan.MeasurementPlan;
import io.penstock.core.plan.Plan;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * One kind of result: the aligned measurements, or one feature group.
 *
 * @param name {@code measurements} or the feature group's name
 * @param kind which of the two it is
 * @param tileMicros length of a tile; tiles start at multiples of it
 * @param windowMicros length of a feature window, 0 for measurements
 * @param numberColumns names of the numeric columns, in order
 */
public record Dataset(
    String name, Kind kind, long tileMicros, long windowMicros, List<String> numberColumns)
    implements Serializable {

  /** What the rows of a dataset are. */
  public enum Kind {
    /** A value per series and grid time. */
    MEASUREMENTS,
    /** Statistics per series and window. */
    FEATURES
  }

  /** Copies the columns. */
  public Dataset {
    numberColumns = List.copyOf(numberColumns);
  }

  /** The aligned measurements of a plan. */
  public static Dataset of(MeasurementPlan plan) {
    return new Dataset(
        Plan.MEASUREMENTS, Kind.MEASUREMENTS, plan.tileMicros(), 0, List.of("value"));
  }

  /** A feature group of a plan. */
  public static Dataset of(FeatureGroup group) {
    return new Dataset(
        group.name(),
        Kind.FEATURES,
        group.tileMicros(),
        group.windowMicros(),
        group.features().stream().map(Feature::column).toList());
  }

  /** All datasets of a plan: measurements first, then the feature groups in order. */
  public static List<Dataset> of(Plan plan) {
    List<Dataset> datasets = new ArrayList<>();
    datasets.add(of(plan.measurements()));
    plan.features().forEach(group -> datasets.add(of(group)));
    return datasets;
  }

  /**
   * The start of the tile that owns a row. A measurement at {@code t} belongs to the tile with
   * {@code start <= t < end}; a feature window {@code [a, b)} to the one with {@code start < b <=
   * end}, so that a window never ends after its tile; what looks ahead is interpolation alone.
   *
   * @param rowMicros grid time of a measurement, or start of a window
   */
  public long tileStart(long rowMicros) {
    long anchor = kind == Kind.MEASUREMENTS ? rowMicros : rowMicros + windowMicros - 1;
    return Math.multiplyExact(Math.floorDiv(anchor, tileMicros), tileMicros);
  }
}
