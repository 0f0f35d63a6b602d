package io.penstock.runners.flink;

import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.GivenOptions;
import io.penstock.runners.contract.RunnerContract;

class FlinkContractTest extends RunnerContract {
  @Override
  protected void configure(BoundedOptions options) {
    FlinkMain.setDefaults(options, GivenOptions.NONE);
  }
}
