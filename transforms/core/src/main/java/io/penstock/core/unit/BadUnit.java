package io.penstock.core.unit;

/**
 * A unit that is not known, or a pair of units without an affine conversion between them. Its
 * message is one line for people and shows units only with characters of UCUM codes.
 */
public final class BadUnit extends Exception {
  private static final long serialVersionUID = 1;

  BadUnit(String message) {
    super(message, null, false, false);
  }

  /** One line for people. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
