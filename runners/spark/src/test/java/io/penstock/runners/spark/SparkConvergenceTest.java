package io.penstock.runners.spark;

import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.GivenOptions;
import io.penstock.runners.contract.ConvergenceLaws;

class SparkConvergenceTest extends ConvergenceLaws {
  @Override
  protected void configure(BoundedOptions options) {
    SparkMain.setDefaults(options, GivenOptions.NONE);
  }
}
