package io.penstock.pipelines.bounded;

import io.penstock.core.decode.Lateness;
import io.penstock.core.decode.Quarantined;
import io.penstock.core.decode.RawMessage;
import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Grouping;
import io.penstock.core.tile.LaneSpan;
import io.penstock.io.hot.DirtyMarks;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.quarantine.QuarantineEntry;
import io.penstock.io.quarantine.QuarantineStore;
import io.penstock.pipelines.stores.LateMarks;
import io.penstock.pipelines.stores.Stores;
import io.penstock.transforms.coders.ShippedPlan;
import io.penstock.transforms.decode.BlockDecoding;
import io.penstock.transforms.metrics.Metric;
import io.penstock.transforms.metrics.SourceCounters;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * What landing files and reading them back from the raw archive have in common: decoding to blocks
 * in memory and quarantining what is bad, and at the end of a bundle dirty marks, blocks and
 * counts.
 *
 * <p>Quarantine and marks are idempotent by key, so a bundle that runs again changes nothing. A
 * failed write fails the bundle: nothing is dropped.
 *
 * @param <InputT> what names the raw messages of one piece of work
 */
abstract class DecodeFn<InputT> extends DoFn<InputT, KV<LaneSpan, byte[]>> {
  private static final long serialVersionUID = 1;

  private final ShippedPlan shipped;
  private final Grouping grouping;
  private final WantedSpans wanted;
  private final Lateness lateness;
  private final Stores stores;
  private final BoundedOptions.Sink sink;

  private transient @Nullable BlockDecoding decoding;
  private transient @Nullable HotDatabase database;
  private transient List<KV<LaneSpan, byte[]>> blocks = new ArrayList<>();
  private transient @Nullable QuarantineBuffer quarantine;
  private transient SourceCounters counters = new SourceCounters();

  DecodeFn(DecodeSettings settings) {
    this.shipped = ShippedPlan.of(settings.plan());
    this.grouping = settings.grouping();
    this.wanted = settings.wanted();
    this.lateness = settings.lateness();
    this.stores = settings.stores();
    this.sink = settings.sink();
  }

  /** Hands every raw message of a piece of work to {@link #decode(RawMessage)}. */
  abstract void decode(InputT input) throws IOException;

  final Plan plan() {
    return shipped.plan();
  }

  final Stores stores() {
    return stores;
  }

  final boolean writes() {
    return sink == BoundedOptions.Sink.STORES;
  }

  final BlockDecoding decoding() {
    return Objects.requireNonNull(decoding);
  }

  /** Decodes one raw message, and sets aside what it has that cannot be used. */
  final void decode(RawMessage message) throws IOException {
    decoding().decode(message);
    List<Quarantined> faults = decoding().takeQuarantined();
    faults.forEach(fault -> Metric.quarantined(fault.reason()).inc());
    quarantine().addAll(faults);
  }

  final void quarantine(QuarantineEntry entry) throws IOException {
    quarantine().add(entry);
  }

  private QuarantineBuffer quarantine() {
    return Objects.requireNonNull(quarantine);
  }

  /** Opens the worker's decoding and stores. */
  @Setup
  public void setup() throws IOException {
    blocks = new ArrayList<>();
    counters = new SourceCounters();
    decoding =
        new BlockDecoding(
            plan(), grouping, lateness, wanted, (key, block) -> blocks.add(KV.of(key, block)));
    QuarantineBuffer.Store store = QuarantineBuffer.Store.NONE;
    if (writes()) {
      HotDatabase opened = HotDatabase.open(stores.hot());
      database = opened;
      store = new QuarantineStore(opened.dataSource())::add;
    }
    quarantine = new QuarantineBuffer(store);
  }

  /** Decodes one piece of work. */
  @ProcessElement
  public void processElement(@Element InputT input, OutputReceiver<KV<LaneSpan, byte[]>> out)
      throws IOException {
    decode(input);
    blocks.forEach(out::output);
    blocks.clear();
  }

  /** Writes what was set aside, and gives away the rest. */
  @FinishBundle
  public void finishBundle(FinishBundleContext context)
      throws IOException, SQLException, InterruptedException {
    decoding().flush();
    for (KV<LaneSpan, byte[]> block : blocks) {
      context.output(block, BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE);
    }
    blocks.clear();
    quarantine().flush();
    if (database != null) {
      new DirtyMarks(database).mark(LateMarks.ofLanded(decoding().takeLate()));
    }
    Metric.READINGS_CONSIDERED.add(decoding().takeConsidered());
    counters.add(decoding().counts());
  }

  /** Closes the stores. */
  @Teardown
  public void teardown() {
    if (database != null) {
      database.close();
      database = null;
    }
  }
}
