package io.penstock.core.plan;

import io.penstock.core.decode.Canonical;
import java.io.Serializable;

/**
 * How the aligned measurements are made.
 *
 * @param tileMicros length of a tile; divides the archive period
 * @param method how readings come to the grid
 * @param gridMicros grid step; divides the tile; ignored for {@link AlignMethod#NONE}
 * @param maxAgeMicros longest time a value is held
 * @param maxGapMicros longest gap that is interpolated; a series' own maximum gap goes before it
 * @param admit which qualities may become values
 */
public record MeasurementPlan(
    long tileMicros,
    AlignMethod method,
    long gridMicros,
    long maxAgeMicros,
    long maxGapMicros,
    Admit admit)
    implements Serializable {

  /** Which qualities may become values and enter features. Bad never does. */
  public enum Admit {
    /** Good alone. */
    GOOD,
    /** Good and Uncertain. */
    UNCERTAIN
  }

  /** Every setting that can change a result, as {@link Canonical} text. */
  public String canonical() {
    return Canonical.of("measurements")
        .choice(method)
        .number(gridMicros)
        .number(maxAgeMicros)
        .number(maxGapMicros)
        .choice(admit)
        .toString();
  }
}
