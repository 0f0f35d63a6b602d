package io.penstock.io.hot;

import java.util.List;

/**
 * A plan must not write to this database: a fault of the configuration, with every reason at once.
 */
public final class PlanRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final List<String> reasons;

  PlanRefused(String plan, List<String> reasons) {
    super("plan " + plan + " is refused:\n  " + String.join("\n  ", reasons));
    this.reasons = List.copyOf(reasons);
  }

  /** Every reason, one line each. */
  public List<String> reasons() {
    return reasons;
  }
}
