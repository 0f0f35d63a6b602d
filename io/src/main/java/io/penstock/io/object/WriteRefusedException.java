package io.penstock.io.object;

import java.io.IOException;

/**
 * A write that contradicts how a store was laid out: another plan, shard count, period, or way to
 * cut files. A fault of the configuration, so retrying does not help.
 */
public final class WriteRefusedException extends IOException {
  private static final long serialVersionUID = 1;

  /** A refused write; the message says what is stored, what was offered, and what to do. */
  public WriteRefusedException(String message) {
    super(message);
  }
}
