package io.penstock.runners.flink;

import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.GivenOptions;
import io.penstock.runners.contract.GroupingLaws;

class FlinkGroupingTest extends GroupingLaws {
  @Override
  protected void configure(BoundedOptions options) {
    FlinkMain.setDefaults(options, GivenOptions.NONE);
  }
}
