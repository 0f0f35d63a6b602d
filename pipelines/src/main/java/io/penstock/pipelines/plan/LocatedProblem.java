package io.penstock.pipelines.plan;

import io.penstock.core.plan.Problem;

/**
 * A mistake and the place to mend it.
 *
 * @param file the plan or catalogue, as the caller named it
 * @param line line in that file, 1-based
 * @param problem what is wrong
 */
public record LocatedProblem(String file, int line, Problem problem) {
  /** {@code plant.yaml:14: measurements.align.grid must be ...}. */
  @Override
  public String toString() {
    return file + ":" + line + ": " + problem;
  }
}
