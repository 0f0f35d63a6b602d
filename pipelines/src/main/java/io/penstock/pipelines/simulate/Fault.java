package io.penstock.pipelines.simulate;

import io.penstock.core.decode.Reason;

/** What is wrong with a message or a reading, and what it is quarantined for. */
enum Fault {
  /** JSON that ends too early. */
  TRUNCATED_JSON(Reason.NOT_JSON, Scope.MESSAGE),
  /** A text line that ends too early. */
  TRUNCATED_LINE(Reason.BAD_SYNTAX, Scope.MESSAGE),
  /** A CSV row that ends too early. */
  SHORT_ROW(Reason.COLUMN_COUNT, Scope.MESSAGE),
  /** A byte that starts a UTF-8 sequence which does not follow. */
  INVALID_UTF8(Reason.INVALID_UTF8, Scope.MESSAGE),
  /** A key that is there twice. */
  DUPLICATE_KEY(Reason.DUPLICATE_KEY, Scope.MESSAGE),
  /** No value at all, not even null. */
  MISSING_VALUE(Reason.MISSING_FIELD, Scope.MESSAGE),
  /** A clock that was reset to 1970. */
  CLOCK_IN_1970(Reason.TIMESTAMP_OUT_OF_RANGE, Scope.MESSAGE),
  /** A clock in 2099. */
  CLOCK_IN_2099(Reason.FUTURE_TIMESTAMP, Scope.READING),
  /** An array where a number should be. */
  WRONG_TYPE(Reason.WRONG_TYPE, Scope.READING),
  /** A cell that is no number. */
  BAD_CELL(Reason.BAD_VALUE, Scope.READING),
  /** A unit that the catalogue does not expect. */
  WRONG_UNIT(Reason.BAD_UNIT, Scope.READING),
  /** A series that the catalogue does not have. */
  UNKNOWN_SERIES(Reason.UNKNOWN_SERIES, Scope.READING);

  /** How much is lost by it. */
  enum Scope {
    /** The whole message, with all its readings: one quarantined message. */
    MESSAGE,
    /** One reading; the others of its message are fine. */
    READING
  }

  private final Reason reason;
  private final Scope scope;

  Fault(Reason reason, Scope scope) {
    this.reason = reason;
    this.scope = scope;
  }

  Reason reason() {
    return reason;
  }

  Scope scope() {
    return scope;
  }
}
