package io.penstock.pipelines.bounded;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.EmptyBlock;
import io.penstock.core.tile.Grouping;
import io.penstock.core.tile.LaneSpan;
import io.penstock.core.tile.Offer;
import io.penstock.core.tile.TileTable;
import io.penstock.io.files.FileChunk;
import io.penstock.pipelines.stores.StoreTiles;
import io.penstock.transforms.coders.LaneSpanCoder;
import io.penstock.transforms.process.ProcessTiles;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * The steps of a bounded run, in the order of the data's way.
 *
 * <pre>
 * files ---- ReadAndLand -- (raw archive, quarantine, dirty marks) --+
 *                                                                     +-- ProcessTiles -- StoreTiles
 * raw archive -- ReadRaw -- (quarantine, dirty marks) ---------------+
 *
 * topics --- ReadAndLandTopics -- (raw archive, quarantine, dirty marks)
 * </pre>
 *
 * <p>A job takes one of the entries, never two at once. Only {@code ParDo} and {@code GroupByKey}
 * are used: see {@code docs/rationale.md}.
 */
final class BoundedPipeline {
  private BoundedPipeline() {}

  /** Files to raw archive and on to the tiles that {@code settings} wants, none of them perhaps. */
  static PCollection<KV<LaneSpan, byte[]>> landFiles(
      Pipeline pipeline, List<FileChunk> chunks, DecodeSettings settings) {
    return spread(pipeline, "Files", chunks, FileChunk.class)
        .apply("ReadAndLand", ParDo.of(new LandFilesFn(settings)))
        .setCoder(KvCoder.of(LaneSpanCoder.of(), ByteArrayCoder.of()));
  }

  /** Records of topics to raw archive, and on as files. */
  static PCollection<KV<LaneSpan, byte[]>> landTopics(
      Pipeline pipeline, List<TopicPiece> pieces, DecodeSettings settings) {
    return spread(pipeline, "Topics", pieces, TopicPiece.class)
        .apply("ReadAndLandTopics", ParDo.of(new LandTopicFn(settings)))
        .setCoder(KvCoder.of(LaneSpanCoder.of(), ByteArrayCoder.of()));
  }

  /** Objects of the raw archive to blocks. */
  static PCollection<KV<LaneSpan, byte[]>> readRaw(
      Pipeline pipeline, List<String> paths, DecodeSettings settings) {
    return spread(pipeline, "RawObjects", paths, String.class)
        .apply("ReadRaw", ParDo.of(new ReadRawFn(settings)))
        .setCoder(KvCoder.of(LaneSpanCoder.of(), ByteArrayCoder.of()));
  }

  /** Blocks to stores. */
  static void computeAndStore(
      PCollection<KV<LaneSpan, byte[]>> blocks, DecodeSettings settings, Offer offer) {
    Plan plan = settings.plan();
    Grouping grouping = settings.grouping();
    PCollection<TileTable> tables = blocks.apply("ProcessTiles", ProcessTiles.of(plan, grouping));
    switch (settings.sink()) {
      case STORES -> tables.apply("StoreTiles", StoreTiles.offered(settings.stores(), offer));
      case COMPARE -> tables.apply("CompareTiles", StoreTiles.compared(settings.stores(), offer));
      case AUDIT, COUNT -> {}
    }
  }

  /** Blocks to checks of both stores, also of lane-spans without any block. */
  static void computeAndCheck(
      PCollection<KV<LaneSpan, byte[]>> blocks,
      Collection<LaneSpan> sample,
      DecodeSettings settings,
      String audit) {
    byte[] empty = EmptyBlock.encode(settings.plan().epoch());
    PCollection<KV<LaneSpan, byte[]>> announced =
        blocks
            .getPipeline()
            .apply(
                "Sample",
                Create.of(sample.stream().map(key -> KV.of(key, empty)).toList())
                    .withCoder(blocks.getCoder()));
    PCollectionList.of(blocks)
        .and(announced)
        .apply("BlocksAndSample", Flatten.pCollections())
        .apply(
            "ProcessTiles", ProcessTiles.of(settings.plan(), settings.grouping()).withEmptyTables())
        .apply("CheckTiles", StoreTiles.checked(settings.plan(), settings.stores(), audit));
  }

  /** Hands each worker its own pieces of work, whatever the engine does with the list. */
  private static <T extends Serializable> PCollection<T> spread(
      Pipeline pipeline, String name, List<T> work, Class<T> type) {
    List<KV<Integer, T>> numbered = new ArrayList<>();
    for (int i = 0; i < work.size(); i++) {
      numbered.add(KV.of(i, work.get(i)));
    }
    return pipeline
        .apply(
            "List" + name,
            Create.of(numbered).withCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(type))))
        .apply("Spread" + name, GroupByKey.create())
        .apply("Take" + name, Values.create())
        .apply("Each" + name, ParDo.of(new EachFn<T>()))
        .setCoder(SerializableCoder.of(type));
  }
}
