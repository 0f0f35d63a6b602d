package io.penstock.pipelines.plan;

import io.penstock.core.model.Binding;
import io.penstock.core.model.Calibration;
import io.penstock.core.model.Interpolation;
import io.penstock.core.model.ValueType;
import io.penstock.core.unit.UnitConversion;

/**
 * One row of a catalogue: during its validity, what one address means.
 *
 * @param cells the row in its file
 * @param address under which sources write it
 * @param asset the asset's path
 * @param metric the metric within the asset
 * @param type what its values are
 * @param interpolation how it runs between readings
 * @param sourceUnit UCUM code the source writes
 * @param unit UCUM code of the series
 * @param conversion from the one to the other
 * @param clockOffsetMicros added to the device's time to give event time
 * @param maxGapMicros longest gap that may be bridged, 0 to leave it to the plan
 * @param calibration scale, offset, range and validity
 */
record CatalogueRow(
    CatalogueCells cells,
    String address,
    String asset,
    String metric,
    ValueType type,
    Interpolation interpolation,
    String sourceUnit,
    String unit,
    UnitConversion conversion,
    long clockOffsetMicros,
    long maxGapMicros,
    Calibration calibration) {

  int line() {
    return cells.line();
  }

  long validFrom() {
    return calibration.validFromMicros();
  }

  long validTo() {
    return calibration.validToMicros();
  }

  /** Validity dates are event times; the device's own time is behind by the clock offset. */
  long deviceFrom() {
    return validFrom() == Long.MIN_VALUE ? validFrom() : validFrom() - clockOffsetMicros;
  }

  long deviceTo() {
    return validTo() == Long.MAX_VALUE ? validTo() : validTo() - clockOffsetMicros;
  }

  /** This row as a binding of its address to the series with an index. */
  Binding binding(int series) {
    return new Binding(series, deviceFrom(), deviceTo(), clockOffsetMicros, sourceUnit, conversion);
  }
}
