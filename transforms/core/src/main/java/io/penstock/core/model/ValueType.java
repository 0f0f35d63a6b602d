package io.penstock.core.model;

/** What the values of a series are. */
public enum ValueType {
  /** A finite float64. */
  NUMBER,
  /** True or false, held as 1.0 and 0.0; always stepped (OPC UA Part 13, 4.2.1). */
  BOOLEAN,
  /** Text of any length. */
  TEXT
}
