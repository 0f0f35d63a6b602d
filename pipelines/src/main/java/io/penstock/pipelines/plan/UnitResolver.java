package io.penstock.pipelines.plan;

import io.penstock.core.unit.UnitConversion;

/** Finds the conversion between two units, so that reading a catalogue needs no unit library. */
@FunctionalInterface
public interface UnitResolver {
  /**
   * The conversion from one unit to another of the same dimension.
   *
   * @param from UCUM code
   * @param to UCUM code
   * @throws UnresolvedUnit when a code is unknown or the dimensions differ
   */
  UnitConversion between(String from, String to) throws UnresolvedUnit;

  /** There is no such conversion. */
  final class UnresolvedUnit extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * No conversion.
     *
     * @param detail what is wrong, on one line: {@code no UCUM unit: foo}
     */
    public UnresolvedUnit(String detail) {
      super(detail);
    }

    /** What is wrong, on one line. */
    public String detail() {
      return String.valueOf(getMessage());
    }
  }
}
