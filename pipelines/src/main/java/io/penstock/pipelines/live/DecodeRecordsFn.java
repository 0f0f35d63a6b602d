package io.penstock.pipelines.live;

import io.penstock.core.decode.Lateness;
import io.penstock.core.decode.Quarantined;
import io.penstock.core.decode.RawMessage;
import io.penstock.core.plan.Plan;
import io.penstock.core.tile.EmptyBlock;
import io.penstock.core.tile.Grouping;
import io.penstock.core.tile.LaneSpan;
import io.penstock.io.hot.DirtyMarks;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.kafka.RecordMessages;
import io.penstock.io.quarantine.QuarantineEntry;
import io.penstock.io.quarantine.QuarantineStore;
import io.penstock.io.raw.RawGathering;
import io.penstock.io.raw.RawSlot;
import io.penstock.pipelines.stores.LateMarks;
import io.penstock.pipelines.stores.QuarantineRows;
import io.penstock.pipelines.stores.Stores;
import io.penstock.transforms.coders.ShippedPlan;
import io.penstock.transforms.decode.BlockDecoding;
import io.penstock.transforms.metrics.Metric;
import io.penstock.transforms.metrics.SourceCounters;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the records of one source to blocks, through the lateness gate, and holds the records
 * themselves for the raw archive. At the end of a bundle quarantine and dirty marks are written,
 * which are idempotent by key, and everything else leaves; a failed write fails the bundle, and
 * nothing is dropped.
 *
 * <p>Everything leaves at the end of a bundle because a block's time is the end of its span, which
 * may be before the record's: there Beam asks for no allowance. So bundles must be short and end
 * before checkpoints, else the watermark overtakes what is held: both are start checks. Memory: the
 * records of one bundle.
 */
final class DecodeRecordsFn extends DoFn<List<KafkaRecord<byte[], byte[]>>, KV<RawSlot, byte[]>> {
  private static final long serialVersionUID = 1;

  private final ShippedPlan shipped;
  private final String source;
  private final Stores stores;
  private final long firstTileMicros;
  private final long firstPeriodMicros;
  private final LiveTags tags;
  private final Lateness gate;

  private transient @Nullable BlockDecoding decoding;
  private transient @Nullable RawGathering raw;
  private transient @Nullable HotDatabase database;
  private transient SourceCounters counters = new SourceCounters();
  private transient List<Block> blocks = new ArrayList<>();
  private transient @Nullable PeriodAnnouncements announcements;

  DecodeRecordsFn(LiveSettings settings, String source, LiveTags tags, Lateness gate) {
    this.shipped = ShippedPlan.of(settings.plan());
    this.source = source;
    this.stores = settings.stores();
    this.firstTileMicros = settings.firstTileMicros();
    this.firstPeriodMicros = settings.firstPeriodMicros();
    this.tags = tags;
    this.gate = gate;
  }

  /** A finished block, and the last moment of its span. */
  private record Block(
      TupleTag<KV<LaneSpan, byte[]>> tag, KV<LaneSpan, byte[]> keyed, Instant at) {}

  /** Opens the worker's decoding and database. */
  @Setup
  public void setup() {
    blocks = new ArrayList<>();
    counters = new SourceCounters();
    raw = new RawGathering(plan().live().rawSlotMicros());
    Grouping archive = Grouping.ofArchive(plan());
    PeriodAnnouncements periods = new PeriodAnnouncements(archive.lanes());
    announcements = periods;
    List<BlockDecoding.Route> routes = new ArrayList<>();
    routes.add(route(archive, tags.archive(), firstPeriodMicros, periods::seen));
    List<Grouping> hot = LiveGroupings.hot(plan());
    for (int i = 0; i < hot.size(); i++) {
      routes.add(route(hot.get(i), tags.hot().get(i), firstTileMicros, key -> {}));
    }
    decoding = new BlockDecoding(plan(), gate, routes);
    database = HotDatabase.open(stores.hot());
  }

  /** Decodes records of one partition. */
  @ProcessElement
  public void processElement(@Element List<KafkaRecord<byte[], byte[]>> records) {
    records.forEach(this::decode);
  }

  private void decode(KafkaRecord<byte[], byte[]> read) {
    RawMessage message = RecordMessages.of(source, read);
    BlockDecoding open = Objects.requireNonNull(decoding);
    open.decode(message);
    Objects.requireNonNull(raw)
        .add(read.getTopic(), read.getPartition(), message, open.takePeriods());
  }

  /** Writes what was set aside, and gives away the rest. */
  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws SQLException, InterruptedException {
    BlockDecoding open = Objects.requireNonNull(decoding);
    setAside(open, Objects.requireNonNull(database));
    open.flush();
    announce();
    for (Block block : blocks) {
      context.output(block.tag, block.keyed, block.at, GlobalWindow.INSTANCE);
    }
    blocks.clear();
    long slotMicros = plan().live().rawSlotMicros();
    Objects.requireNonNull(raw)
        .flush(
            (slot, block) ->
                context.output(
                    KV.of(slot, block.encode()),
                    lastMillisecond(slot.startMicros(), slotMicros),
                    GlobalWindow.INSTANCE));
    Metric.READINGS_CONSIDERED.add(open.takeConsidered());
    counters.add(open.counts());
  }

  /** Leaves the database. */
  @Teardown
  public void teardown() {
    if (database != null) {
      database.close();
      database = null;
    }
  }

  private void setAside(BlockDecoding open, HotDatabase hot)
      throws SQLException, InterruptedException {
    QuarantineRows rows = new QuarantineRows();
    List<QuarantineEntry> entries = new ArrayList<>();
    for (Quarantined fault : open.takeQuarantined()) {
      Metric.quarantined(fault.reason()).inc();
      entries.add(rows.entry(fault));
    }
    List<DirtyMarks.Request> late = LateMarks.ofRecords(open.takeLate());
    if (!entries.isEmpty()) {
      new QuarantineStore(hot.dataSource()).add(entries);
    }
    if (!late.isEmpty()) {
      new DirtyMarks(hot).mark(late);
    }
  }

  /** Where one shard has readings, all are computed: see {@link PeriodAnnouncements}. */
  private void announce() {
    List<LaneSpan> keys = Objects.requireNonNull(announcements).take();
    if (keys.isEmpty()) {
      return;
    }
    Grouping archive = Grouping.ofArchive(plan());
    byte[] empty = EmptyBlock.encode(plan().epoch());
    for (LaneSpan key : keys) {
      blocks.add(block(archive, tags.archive(), key, empty));
    }
  }

  private BlockDecoding.Route route(
      Grouping grouping,
      TupleTag<KV<LaneSpan, byte[]>> tag,
      long firstSpanMicros,
      Consumer<LaneSpan> seen) {
    return new BlockDecoding.Route(
        grouping,
        (lane, start) -> start >= firstSpanMicros,
        (key, encoded) -> {
          seen.accept(key);
          blocks.add(block(grouping, tag, key, encoded));
        });
  }

  private static Block block(
      Grouping grouping, TupleTag<KV<LaneSpan, byte[]>> tag, LaneSpan key, byte[] encoded) {
    return new Block(
        tag, KV.of(key, encoded), lastMillisecond(key.startMicros(), grouping.spanMicros()));
  }

  private static Instant lastMillisecond(long startMicros, long lengthMicros) {
    return Instant.ofEpochMilli(Math.floorDiv(startMicros + lengthMicros, 1000) - 1);
  }

  private Plan plan() {
    return shipped.plan();
  }
}
