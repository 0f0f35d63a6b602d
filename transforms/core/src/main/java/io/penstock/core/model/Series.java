package io.penstock.core.model;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * One metric of one asset.
 *
 * @param asset the asset's path, {@code enterprise/site/area/line/asset} (ISA-95 order)
 * @param metric the metric's name within the asset
 * @param type what its values are
 * @param interpolation how it runs between readings; always stepped for booleans and text
 * @param unit UCUM code of the engineering unit, {@code 1} when dimensionless
 * @param maxGapMicros longest gap that may be interpolated, in microseconds; 0 leaves it to the
 *     plan, which also says how long a value may be held
 * @param calibrations by validity, sorted and disjoint; at least one
 */
public record Series(
    String asset,
    String metric,
    ValueType type,
    Interpolation interpolation,
    String unit,
    long maxGapMicros,
    List<Calibration> calibrations)
    implements Serializable {

  /** Orders by asset, then metric, in code-point-independent {@link String} order. */
  public static final Comparator<Series> BY_NAME =
      Comparator.comparing(Series::asset).thenComparing(Series::metric);

  /** Checks what the type demands and copies the calibrations. */
  public Series {
    if (type != ValueType.NUMBER && interpolation != Interpolation.STEPPED) {
      throw new IllegalArgumentException(
          "a " + type + " series must be stepped: " + asset + "/" + metric);
    }
    if (calibrations.isEmpty()) {
      throw new IllegalArgumentException("no calibration: " + asset + "/" + metric);
    }
    calibrations = List.copyOf(calibrations);
  }
}
