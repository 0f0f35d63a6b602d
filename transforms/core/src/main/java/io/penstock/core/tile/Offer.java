package io.penstock.core.tile;

import java.io.Serializable;

/**
 * What a writer offers a store beside the rows themselves.
 *
 * @param stage how far along the tile is
 * @param authority whether the reading set is known to be complete
 */
public record Offer(Stage stage, Authority authority) implements Serializable {
  /** How far along a tile is. */
  public enum Stage {
    /** Before the watermark passed the tile. */
    EARLY,
    /** When it did, or by an admitted late reading since. */
    ON_TIME,
    /** No admitted reading can come any more. */
    FINAL
  }

  /** Whether the reading set is known to be complete. */
  public enum Authority {
    /** From a bounded run whose raw coverage check passed. */
    AUTHORITATIVE,
    /** From anything else. */
    BEST_EFFORT
  }

  /** The final result of a bounded run over everything that was received. */
  public static final Offer COMPLETE = new Offer(Stage.FINAL, Authority.AUTHORITATIVE);

  /** The final result of whoever may lack some of what was received, as a stream may. */
  public static final Offer SEALED = new Offer(Stage.FINAL, Authority.BEST_EFFORT);

  /** The result of a bounded run where a stream may still add to what was received. */
  public static final Offer OPEN = new Offer(Stage.ON_TIME, Authority.BEST_EFFORT);
}
