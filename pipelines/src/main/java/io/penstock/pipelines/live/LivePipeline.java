package io.penstock.pipelines.live;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Grouping;
import io.penstock.core.tile.LaneSpan;
import io.penstock.core.tile.TileTable;
import io.penstock.io.raw.RawSlot;
import io.penstock.pipelines.stores.StoreTiles;
import io.penstock.transforms.coders.LaneSpanCoder;
import io.penstock.transforms.process.ProcessTiles;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * The steps of the live stream, in the order of the data's way.
 *
 * <pre>
 * Kafka -- Read -- Decode --+-- raw:     slots of append time -- group -- LandRaw
 *           (quarantine,    +-- hot:     lane-tiles    -- group -- process -- StoreHot   (each pane)
 *            dirty marks)   +-- archive: shard-periods -- group -- process -- Seal       (at expiry)
 * </pre>
 *
 * <p>Sealing offers a whole period to both stores as final: the archive gets its objects, and the
 * hot tiles, which are there already, their stage. A period that any shard has readings in is
 * computed for all shards, so that one that is sealed can be told from one that is not yet. Step
 * names are a wire contract: savepoints refer to them.
 */
public final class LivePipeline {
  private LivePipeline() {}

  /** Adds the steps to an empty pipeline, which read the topics of the plan. */
  public static void build(Pipeline pipeline, LiveSettings settings) {
    build(pipeline, settings, LiveInput.ofTopics(settings));
  }

  /** Adds the steps to an empty pipeline; only tests give another input than the topics. */
  public static void build(Pipeline pipeline, LiveSettings settings, LiveInput input) {
    Plan plan = settings.plan();
    List<Grouping> hot = LiveGroupings.hot(plan);
    LiveTags tags = LiveTags.of(hot);
    List<PCollectionTuple> decoded = new ArrayList<>();
    for (LiveSource source : settings.sources()) {
      decoded.add(decode(pipeline, settings, input, source, tags));
    }
    landRaw(all(decoded, tags.raw(), "Raw"), settings);
    for (int i = 0; i < hot.size(); i++) {
      String name = "Hot" + LiveTags.span(hot.get(i));
      storeHot(all(decoded, tags.hot().get(i), name), settings, hot.get(i), name);
    }
    seal(all(decoded, tags.archive(), "Archive"), settings);
  }

  /**
   * Adds the steps up to the panes of the hot tiles, and none that stores: what benchmarks hold
   * against programs without stores. Records for the raw archive and blocks for the archive are
   * made all the same, and go nowhere.
   */
  public static List<PCollection<TileTable>> hotTiles(Pipeline pipeline, LiveSettings settings) {
    List<Grouping> hot = LiveGroupings.hot(settings.plan());
    LiveTags tags = LiveTags.of(hot);
    List<PCollectionTuple> decoded = new ArrayList<>();
    for (LiveSource source : settings.sources()) {
      decoded.add(decode(pipeline, settings, LiveInput.ofTopics(settings), source, tags));
    }
    List<PCollection<TileTable>> tiles = new ArrayList<>();
    for (int i = 0; i < hot.size(); i++) {
      String name = "Hot" + LiveTags.span(hot.get(i));
      tiles.add(hotTiles(all(decoded, tags.hot().get(i), name), settings, hot.get(i), name));
    }
    return tiles;
  }

  private static PCollectionTuple decode(
      Pipeline pipeline, LiveSettings settings, LiveInput input, LiveSource source, LiveTags tags) {
    TupleTagList others = TupleTagList.of(tags.archive());
    for (TupleTag<KV<LaneSpan, byte[]>> tag : tags.hot()) {
      others = others.and(tag);
    }
    PCollectionTuple decoded =
        pipeline
            .apply("Read-" + source.name(), input.records().apply(source))
            .apply(
                "Decode-" + source.name(),
                ParDo.of(new DecodeRecordsFn(settings, source.name(), tags, input.gate()))
                    .withOutputTags(tags.raw(), others));
    Coder<KV<LaneSpan, byte[]>> blocks = KvCoder.of(LaneSpanCoder.of(), ByteArrayCoder.of());
    Coder<KV<RawSlot, byte[]>> slots = KvCoder.of(RawSlotCoder.of(), ByteArrayCoder.of());
    decoded.get(tags.raw()).setCoder(slots);
    decoded.get(tags.archive()).setCoder(blocks);
    tags.hot().forEach(tag -> decoded.get(tag).setCoder(blocks));
    return decoded;
  }

  private static void landRaw(PCollection<KV<RawSlot, byte[]>> records, LiveSettings settings) {
    records
        .apply("RawWindows", LiveWindows.raw(settings.plan()))
        .apply("RawBySlot", GroupByKey.create())
        .apply("LandRaw", ParDo.of(new LandSlotsFn(settings.stores(), settings.plan().epoch())));
  }

  private static void storeHot(
      PCollection<KV<LaneSpan, byte[]>> blocks,
      LiveSettings settings,
      Grouping grouping,
      String name) {
    hotTiles(blocks, settings, grouping, name)
        .apply(name + "-Store", StoreTiles.ofPanes(settings.stores()));
  }

  private static PCollection<TileTable> hotTiles(
      PCollection<KV<LaneSpan, byte[]>> blocks,
      LiveSettings settings,
      Grouping grouping,
      String name) {
    return blocks
        .apply(name + "-Windows", LiveWindows.hot(settings.plan(), grouping.spanMicros()))
        .apply(name + "-ProcessTiles", ProcessTiles.of(settings.plan(), grouping).uncounted());
  }

  private static void seal(PCollection<KV<LaneSpan, byte[]>> blocks, LiveSettings settings) {
    Grouping grouping = Grouping.ofArchive(settings.plan());
    blocks
        .apply("Archive-Windows", LiveWindows.archive(settings.plan()))
        .apply("Archive-ProcessTiles", ProcessTiles.of(settings.plan(), grouping).withEmptyTables())
        .apply(
            "Archive-Seal",
            StoreTiles.sealing(settings.stores(), grouping.datasets().size() * grouping.lanes()));
  }

  /** One way out of all sources. */
  private static <T> PCollection<T> all(
      List<PCollectionTuple> decoded, TupleTag<T> tag, String name) {
    PCollectionList<T> list = PCollectionList.empty(decoded.get(0).getPipeline());
    for (PCollectionTuple tuple : decoded) {
      list = list.and(tuple.get(tag));
    }
    return list.apply("Flatten-" + name, Flatten.pCollections());
  }
}
