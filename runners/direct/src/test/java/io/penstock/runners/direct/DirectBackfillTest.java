package io.penstock.runners.direct;

import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.runners.contract.BackfillLaws;

class DirectBackfillTest extends BackfillLaws {
  @Override
  protected void configure(BoundedOptions options) {
    CheckedDirect.configure(options);
  }
}
