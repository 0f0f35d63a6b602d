package io.penstock.core.unit;

import java.io.Serializable;

/**
 * An affine conversion between two units of one dimension: {@code value * factor + shift}.
 *
 * @param factor target units per source unit
 * @param shift added after scaling, in target units; not 0 only between units with different zeros
 *     such as degree Celsius and Fahrenheit
 */
public record UnitConversion(double factor, double shift) implements Serializable {
  /** Leaves every value as it is. */
  public static final UnitConversion IDENTITY = new UnitConversion(1, 0);

  /** Converts one value; a NaN stays a NaN. */
  public double convert(double value) {
    return this.equals(IDENTITY) ? value : value * factor + shift;
  }
}
