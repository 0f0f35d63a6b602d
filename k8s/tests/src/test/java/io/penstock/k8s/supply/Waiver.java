package io.penstock.k8s.supply;

import java.time.LocalDate;

/**
 * Why an advisory does not reach this program, in one version of one library, for a while.
 *
 * @param advisory the advisory's id
 * @param component the package URL with its version
 * @param reason why not, concretely
 * @param recorded the day it was written down
 * @param expires the last day it holds
 */
record Waiver(
    String advisory, String component, String reason, LocalDate recorded, LocalDate expires) {
  /** No waiver holds longer. */
  static final int MOST_MONTHS = 12;

  /** Reads one. */
  static Waiver read(Entry entry) {
    entry.only("advisory", "component", "reason", "recorded", "expires");
    Waiver waiver =
        new Waiver(
            entry.text("advisory"),
            entry.text("component"),
            entry.text("reason"),
            entry.date("recorded"),
            entry.date("expires"));
    if (waiver.expires.isBefore(waiver.recorded)
        || waiver.expires.isAfter(waiver.recorded.plusMonths(MOST_MONTHS))) {
      throw entry.refused("expires must be within " + MOST_MONTHS + " months of recorded");
    }
    return waiver;
  }

  /** Whether it is about this. */
  boolean covers(Advisory about, Component affected) {
    return advisory.equals(about.id()) && component.equals(affected.url());
  }

  @Override
  public String toString() {
    return "waiver of " + advisory + " for " + component;
  }
}
