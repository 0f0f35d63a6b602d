package io.penstock.io.hot;

/**
 * The schema of the hot tables is not what this program needs and cannot be made so: a fault of the
 * configuration, told in one line with what to do.
 */
public final class SchemaRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  SchemaRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
