package io.penstock.io.hot;

import java.io.Serializable;

/**
 * What became of the asset-tiles that were offered. Every tile is counted in exactly one of the
 * first six numbers.
 *
 * @param written tiles that were new
 * @param replaced tiles that replaced what was stored
 * @param unchanged tiles that were stored already
 * @param ignored tiles that were less complete than what is stored
 * @param dirty tiles that were kept as stored and marked dirty
 * @param refused tiles that the database would not take: quarantined and marked dirty
 * @param rows rows of the tiles written and replaced
 * @param rowsRemoved stored rows that a replacement no longer has
 */
public record StoreOutcome(
    int written,
    int replaced,
    int unchanged,
    int ignored,
    int dirty,
    int refused,
    long rows,
    long rowsRemoved)
    implements Serializable {

  /** Nothing was offered: the neutral element of {@link #plus}. */
  public static final StoreOutcome NONE = new StoreOutcome(0, 0, 0, 0, 0, 0, 0, 0);

  /** Both together. */
  public StoreOutcome plus(StoreOutcome other) {
    return new StoreOutcome(
        written + other.written,
        replaced + other.replaced,
        unchanged + other.unchanged,
        ignored + other.ignored,
        dirty + other.dirty,
        refused + other.refused,
        rows + other.rows,
        rowsRemoved + other.rowsRemoved);
  }

  /** Number of asset-tiles offered. */
  public int tiles() {
    return written + replaced + unchanged + ignored + dirty + refused;
  }
}
