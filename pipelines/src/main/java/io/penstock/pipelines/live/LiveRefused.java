package io.penstock.pipelines.live;

import java.util.List;

/** That the live stream must not start, with every reason and what to do about it. */
public final class LiveRefused extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** A refusal. */
  public LiveRefused(List<String> reasons) {
    super("the live stream cannot start:\n  " + String.join("\n  ", reasons));
  }
}
