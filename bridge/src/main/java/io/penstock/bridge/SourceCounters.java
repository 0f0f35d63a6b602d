package io.penstock.bridge;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The counters of one source; any thread may count. */
final class SourceCounters {
  private final Map<BridgeMetric, LongAdder> counts = new EnumMap<>(BridgeMetric.class);

  SourceCounters() {
    for (BridgeMetric metric : BridgeMetric.values()) {
      counts.put(metric, new LongAdder());
    }
  }

  void add(BridgeMetric metric, long more) {
    adder(metric).add(more);
  }

  long value(BridgeMetric metric) {
    return adder(metric).sum();
  }

  private LongAdder adder(BridgeMetric metric) {
    LongAdder adder = counts.get(metric);
    if (adder == null) {
      throw new IllegalStateException("the constructor has made every counter");
    }
    return adder;
  }
}
