package io.penstock.runners.direct;

import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.runners.contract.ConcurrencyLaws;

class DirectConcurrencyTest extends ConcurrencyLaws {
  @Override
  protected void configure(BoundedOptions options) {
    CheckedDirect.configure(options);
  }
}
