package io.penstock.k8s.policy;

import java.util.ArrayList;
import java.util.List;

/** What breaks a rule, in words. */
public final class Findings {
  private final List<String> all = new ArrayList<>();

  /** Notes something unless it holds. */
  public void demand(boolean holds, Object where, String what) {
    if (!holds) {
      all.add(where + ": " + what);
    }
  }

  /** Everything that was noted. */
  public List<String> all() {
    return List.copyOf(all);
  }
}
