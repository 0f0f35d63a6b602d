package io.penstock.core.plan;

/** How readings become values on a grid. */
public enum AlignMethod {
  /** Hold the latest admitted reading at or before the grid time, up to a maximum age. */
  LAST,
  /** Between the neighbours: straight for sloped series, held for stepped ones; up to a gap. */
  LINEAR,
  /** The admitted reading nearest to the grid time, within half a grid step; earlier wins a tie. */
  NEAREST,
  /** The mean of the admitted readings in {@code [grid time, grid time + step)}. */
  MEAN,
  /** No grid: every reading stays at its own time. */
  NONE
}
