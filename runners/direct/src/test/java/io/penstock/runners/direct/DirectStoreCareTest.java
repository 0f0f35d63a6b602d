package io.penstock.runners.direct;

import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.runners.contract.StoreCareLaws;

class DirectStoreCareTest extends StoreCareLaws {
  @Override
  protected void configure(BoundedOptions options) {
    CheckedDirect.configure(options);
  }
}
