package io.penstock.io.object;

/** Another version took the place of the one that was being read: to be read from its start. */
public final class ReplacedWhileReadException extends StoreFaultException {
  private static final long serialVersionUID = 1;

  ReplacedWhileReadException(String location) {
    super(location, "it was replaced while it was read");
  }
}
