package io.penstock.pipelines.live;

import io.penstock.core.decode.RawMessage;
import io.penstock.io.raw.EventSpans;
import io.penstock.io.raw.RawBlock;
import io.penstock.io.raw.RawSlot;
import io.penstock.io.raw.RawSlots;
import io.penstock.pipelines.stores.Stores;
import io.penstock.transforms.metrics.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/** Lands the records of a slot; landing adds, so panes may come again and in any order. */
final class LandSlotsFn extends DoFn<KV<RawSlot, Iterable<byte[]>>, Void> {
  private static final long serialVersionUID = 1;

  private final Stores stores;
  private final int epoch;
  private transient @Nullable RawSlots slots;

  LandSlotsFn(Stores stores, int epoch) {
    this.stores = stores;
    this.epoch = epoch;
  }

  /** Opens the raw archive. */
  @Setup
  public void setup() throws IOException {
    slots = stores.openSlots();
  }

  /** Lands one slot. */
  @ProcessElement
  public void processElement(@Element KV<RawSlot, Iterable<byte[]>> grouped) throws IOException {
    List<RawMessage> messages = new ArrayList<>();
    EventSpans events = EventSpans.NONE;
    for (byte[] bytes : grouped.getValue()) {
      RawBlock block = RawBlock.decode(bytes);
      messages.addAll(block.messages());
      events = events.union(EventSpans.ofPeriods(stores.plan().periodMicros(), block.periods()));
    }
    Metric.RAW_RECORDS_LANDED.add(
        Objects.requireNonNull(slots).land(grouped.getKey(), messages, epoch, events));
  }
}
