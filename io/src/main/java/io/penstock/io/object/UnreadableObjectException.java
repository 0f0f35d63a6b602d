package io.penstock.io.object;

import java.io.IOException;

/**
 * An object that is truncated, damaged or not ours. It is never overwritten or skipped in silence:
 * the message names it and somebody has to look.
 */
public final class UnreadableObjectException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * An object that cannot be read.
   *
   * @param location where it is
   * @param what what is wrong with it
   */
  public UnreadableObjectException(String location, String what) {
    super(message(location, what));
  }

  /** An object that cannot be read, and what reading it threw. */
  public UnreadableObjectException(String location, String what, Exception cause) {
    super(message(location, what), cause);
  }

  private static String message(String location, String what) {
    return location + ": " + what + "; move it away or restore it, nothing has been changed";
  }
}
