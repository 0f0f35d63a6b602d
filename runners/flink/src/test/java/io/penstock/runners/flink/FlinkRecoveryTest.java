package io.penstock.runners.flink;

import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.GivenOptions;
import io.penstock.runners.contract.RecoveryLaws;

class FlinkRecoveryTest extends RecoveryLaws {
  @Override
  protected void configure(BoundedOptions options) {
    FlinkMain.setDefaults(options, GivenOptions.NONE);
  }
}
