package io.penstock.runners.direct;

import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.GivenOptions;
import org.apache.beam.runners.direct.DirectOptions;

/**
 * The DirectRunner with all its checks: every element is encoded, decoded and compared before and
 * after each step.
 */
final class CheckedDirect {
  private CheckedDirect() {}

  static void configure(BoundedOptions options) {
    DirectMain.setDefaults(options, GivenOptions.NONE);
    DirectOptions direct = options.as(DirectOptions.class);
    direct.setEnforceEncodability(true);
    direct.setEnforceImmutability(true);
  }
}
