package io.penstock.core.tile;

/** What a store does with an offer, given what it has. */
public enum Verdict {
  /** Nothing is stored: write. */
  WRITE,
  /** Replace what is stored as a whole. */
  REPLACE,
  /** The same set is stored already. */
  UNCHANGED,
  /** Keep what is stored. */
  IGNORE,
  /** Keep what is stored and mark the asset-period dirty. */
  IGNORE_AND_MARK_DIRTY;

  /**
   * Decides as the table in {@code docs/guarantees.md} does. Reading sets only grow, because the
   * raw archive nests them; that is why counting is enough to tell the more complete of two offers.
   *
   * @param stored evidence of what is stored
   * @param offered evidence of what is offered
   * @param offer stage and authority of the offer
   */
  public static Verdict of(Evidence stored, Evidence offered, Offer offer) {
    boolean authoritative = offer.authority() == Offer.Authority.AUTHORITATIVE;
    if (offered.epoch() < stored.epoch()) {
      return IGNORE;
    }
    if (offered.epoch() > stored.epoch()) {
      return offered.count() >= stored.count() || authoritative ? REPLACE : IGNORE_AND_MARK_DIRTY;
    }
    if (offered.count() > stored.count()) {
      return REPLACE;
    }
    if (offered.count() < stored.count()) {
      return offer.stage() == Offer.Stage.FINAL ? IGNORE_AND_MARK_DIRTY : IGNORE;
    }
    if (offered.sameSet(stored)) {
      return UNCHANGED;
    }
    return authoritative ? REPLACE : IGNORE_AND_MARK_DIRTY;
  }

  /** Whether the offered rows go in. */
  public boolean writes() {
    return this == WRITE || this == REPLACE;
  }
}
