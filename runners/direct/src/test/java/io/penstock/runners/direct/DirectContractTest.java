package io.penstock.runners.direct;

import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.runners.contract.RunnerContract;

class DirectContractTest extends RunnerContract {
  @Override
  protected void configure(BoundedOptions options) {
    CheckedDirect.configure(options);
  }
}
