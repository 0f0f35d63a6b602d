package io.penstock.pipelines.simulate;

import io.penstock.core.model.Calibration;
import io.penstock.core.model.ValueType;
import io.penstock.core.unit.UnitConversion;
import java.util.List;

/**
 * One metric of one asset, how it is sent and how it comes about.
 *
 * @param asset the asset's path; empty for a series that nobody has heard of
 * @param metric the metric
 * @param name what the device calls it
 * @param address what the catalogue calls it
 * @param type what its values are
 * @param unit the unit it is sent in, and how that becomes the engineering unit
 * @param calibrations scale, offset and physical range over time; disjoint
 * @param stepped whether it holds between readings
 * @param periodMicros sampling period
 * @param sensor where its values come from
 */
record Signal(
    String asset,
    String metric,
    String name,
    String address,
    ValueType type,
    SentUnit unit,
    List<Calibration> calibrations,
    boolean stepped,
    long periodMicros,
    Sensor sensor) {

  /** Where values come from. */
  interface Sensor {
    /** The value that is sent for an event time. */
    Sent read(long eventMicros, Rng rng);
  }

  /**
   * A unit as a device sends it.
   *
   * @param source UCUM code that is sent; empty for booleans and texts
   * @param engineering UCUM code of the series
   * @param conversion from the one to the other
   * @param decimals digits sent after the decimal sign
   */
  record SentUnit(String source, String engineering, UnitConversion conversion, int decimals) {
    static final SentUnit NONE = new SentUnit("", "", UnitConversion.IDENTITY, 0);
  }

  boolean isKnown() {
    return !asset.isEmpty();
  }

  /** Whether it is a number with a physical range, which leaves out counters. */
  boolean isBounded() {
    return type == ValueType.NUMBER
        && !calibrations.isEmpty()
        && Double.isFinite(calibrations.get(0).rangeHigh());
  }

  /** The engineering value of what was sent, as normalising gives it. */
  double engineering(Sent sent, long eventMicros) {
    Calibration calibration = calibrationAt(eventMicros);
    return unit.conversion().convert(sent.number()) * calibration.scale() + calibration.offset();
  }

  /** What has to be sent for an engineering value. */
  Sent sentFor(double engineering, long eventMicros) {
    return sentFor(engineering, calibrationAt(eventMicros), unit);
  }

  /** What has to be sent for an engineering value, with the steps of normalising undone. */
  static Sent sentFor(double engineering, Calibration calibration, SentUnit unit) {
    double converted = (engineering - calibration.offset()) / calibration.scale();
    UnitConversion conversion = unit.conversion();
    double value = (converted - conversion.shift()) / conversion.factor();
    return Sent.number(Math.max(0, value), unit.decimals());
  }

  /** The calibration that holds at an event time. */
  Calibration calibrationAt(long eventMicros) {
    return calibrationAt(calibrations, eventMicros);
  }

  static Calibration calibrationAt(List<Calibration> calibrations, long eventMicros) {
    for (Calibration calibration : calibrations) {
      if (calibration.holdsAt(eventMicros)) {
        return calibration;
      }
    }
    return Calibration.IDENTITY;
  }
}
