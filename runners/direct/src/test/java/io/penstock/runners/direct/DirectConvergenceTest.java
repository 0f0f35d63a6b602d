package io.penstock.runners.direct;

import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.runners.contract.ConvergenceLaws;

class DirectConvergenceTest extends ConvergenceLaws {
  @Override
  protected void configure(BoundedOptions options) {
    CheckedDirect.configure(options);
  }
}
