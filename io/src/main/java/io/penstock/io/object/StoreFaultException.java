package io.penstock.io.object;

import java.io.IOException;

/**
 * The store could not be asked, or refused to answer. It says nothing about the object, which may
 * be whole: trying again later helps, or mending access.
 */
public class StoreFaultException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * A failed request.
   *
   * @param location the object, or where it would be
   * @param what what went wrong
   */
  public StoreFaultException(String location, String what, Exception cause) {
    super(location + ": " + what, cause);
  }

  /** A request that cannot succeed. */
  StoreFaultException(String location, String what) {
    super(location + ": " + what);
  }
}
