package io.penstock.core.plan;

/**
 * One mistake in a plan or catalogue.
 *
 * @param path the setting, as {@code measurements.align.grid} or {@code sources[1].format}
 * @param message what is wrong, the actual value, and the valid range, as a sentence that continues
 *     the path: {@code must be between PT0.001S and PT24H, but was: PT0S}
 */
public record Problem(String path, String message) {
  @Override
  public String toString() {
    return path + " " + message;
  }
}
