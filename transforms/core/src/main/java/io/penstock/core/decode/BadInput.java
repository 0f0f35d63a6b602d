package io.penstock.core.decode;

/**
 * Input that cannot be read: a {@link Reason} and one line for people.
 *
 * <p>A checked exception, so that no decoder can forget it, and without a stack trace, since bad
 * input is ordinary and may be 5 % of a stream.
 */
public final class BadInput extends Exception {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  /**
   * Bad input.
   *
   * @param detail one line, without payload text that has not been escaped
   */
  public BadInput(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  /** The stable reason. */
  public Reason reason() {
    return reason;
  }

  /** One line for people. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
