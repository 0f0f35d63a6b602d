package io.penstock.io.hot;

import java.util.Locale;

/** Why an asset-period is dirty. The {@link #code()} is stored, so a constant is never renamed. */
public enum DirtyReason {
  /** A reading came later than the plan allows. */
  LATE,
  /** A result with fewer readings than stored was offered as final, or in a newer epoch. */
  INCOMPLETE,
  /** A result with as many readings as stored, but others, was offered. */
  CONFLICT,
  /** A final result was replaced by a stream's with more readings, which may lack others. */
  REPLACED,
  /** A store could not take the result for what it contains. */
  STORE_REFUSED,
  /** A stream was started in the middle of the period, or close to it. */
  STARTED;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The stable name. */
  public String code() {
    return code;
  }
}
