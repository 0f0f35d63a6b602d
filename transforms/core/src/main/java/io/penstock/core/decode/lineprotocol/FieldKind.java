package io.penstock.core.decode.lineprotocol;

/** The type of a field's value, told by how it is written. */
public enum FieldKind {
  /** A decimal number without suffix. */
  FLOAT,
  /** A signed 64-bit integer: digits and {@code i}. */
  INTEGER,
  /** An unsigned 64-bit integer: digits and {@code u}. */
  UNSIGNED,
  /** {@code t}, {@code T}, {@code true}, {@code True}, {@code TRUE} and their opposites. */
  BOOLEAN,
  /** Text in double quotes. */
  STRING
}
