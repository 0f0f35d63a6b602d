package io.penstock.core.feature;

import java.util.List;
import java.util.Set;

/**
 * A few features that come out of the same pass over a window.
 *
 * <p>A part keeps what its last {@link #compute} found, in fields and buffers that it reuses. No
 * result depends on an earlier window. Sums run in time order.
 */
interface Part {
  /** The features this part answers; no two parts share one. */
  Set<Feature> features();

  /** The parts that must have computed the same window before. */
  default List<Part> uses() {
    return List.of();
  }

  /**
   * Walks the window once or more.
   *
   * @param window at least one reading, unless {@link #definedWhenEmpty}
   */
  void compute(Window window);

  /** Whether a window without readings may still have values. */
  default boolean definedWhenEmpty() {
    return false;
  }

  /** The value of one of {@link #features}; NaN or infinite when it is undefined. */
  double value(Feature feature);

  /** For a feature that {@link #features} does not hold: a mistake in the code, never in data. */
  static AssertionError foreign(Feature feature) {
    return new AssertionError("asked the wrong part for " + feature);
  }
}
