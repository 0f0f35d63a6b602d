package io.penstock.core.model;

/** How a series runs between two readings (OPC UA Part 13, "Stepped"). */
public enum Interpolation {
  /** It holds the earlier value until the next reading. */
  STEPPED,
  /** It runs straight from one reading to the next. */
  SLOPED
}
