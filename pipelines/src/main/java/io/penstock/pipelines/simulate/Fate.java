package io.penstock.pipelines.simulate;

import java.util.Locale;

/** What becomes of a reading; each has exactly one fate. */
public enum Fate {
  /** It counts. */
  ADMITTED,
  /** The same series, time, value and quality as an admitted reading. */
  DUPLICATE,
  /** The same series and time as an admitted reading, whose content goes before. */
  CONFLICT_LOST,
  /** Ingested more than {@code maxDelay} after its event time. */
  LATE,
  /** Unreadable or refused, for a {@link io.penstock.core.decode.Reason}. */
  QUARANTINED;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The name in the ledger. */
  public String code() {
    return code;
  }
}
