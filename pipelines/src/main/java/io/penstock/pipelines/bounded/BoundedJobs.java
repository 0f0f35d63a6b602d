package io.penstock.pipelines.bounded;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Grouping;
import io.penstock.core.tile.LaneSpan;
import io.penstock.core.tile.Offer;
import io.penstock.io.files.FileChunk;
import io.penstock.io.raw.EventSpans;
import io.penstock.pipelines.stores.RunProgress;
import io.penstock.pipelines.stores.Stores;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/** The jobs that a bounded run is made of, each from its start to its end. */
final class BoundedJobs {
  private final BoundedOptions options;
  private final Plan plan;
  private final Stores stores;
  private final JobListener listener;

  BoundedJobs(BoundedOptions options, Plan plan, Stores stores, JobListener listener) {
    this.options = options;
    this.plan = plan;
    this.stores = stores;
    this.listener = listener;
  }

  /** Lands files, and computes what they hold as if there was nothing else. */
  Counters landAndCompute(List<FileChunk> chunks, long bytes) {
    Pipeline pipeline = Pipeline.create(options);
    DecodeSettings settings = settings(WantedSpans.ALL);
    PCollection<KV<LaneSpan, byte[]>> blocks =
        BoundedPipeline.landFiles(pipeline, chunks, settings);
    BoundedPipeline.computeAndStore(blocks, settings, Offer.COMPLETE);
    return finish(pipeline, "landing and computing", bytes);
  }

  /** Lands files. */
  Counters land(List<FileChunk> chunks, long bytes) {
    Pipeline pipeline = Pipeline.create(options);
    BoundedPipeline.landFiles(pipeline, chunks, settings(WantedSpans.NONE));
    return finish(pipeline, "landing", bytes);
  }

  /** Lands records of topics. */
  Counters landTopics(List<TopicPiece> pieces) {
    Pipeline pipeline = Pipeline.create(options);
    BoundedPipeline.landTopics(pipeline, pieces, settings(WantedSpans.NONE));
    return finish(pipeline, "landing", 0);
  }

  /**
   * Computes periods from the raw archive. What is settled and complete also takes away what older
   * epochs have left there, and clears the marks that ask for it.
   *
   * @param periods their starts
   * @param shards the shards that are computed
   * @param marks the marks as they were before {@code raw} was listed
   */
  Counters compute(RawInputs raw, Set<Long> periods, Shards shards, MarksBefore marks)
      throws IOException, SQLException, InterruptedException {
    Counters counters = Counters.none();
    for (Part part : parts(raw, periods)) {
      counters = counters.plus(offer(raw, part, shards));
      if (part.offer().equals(Offer.COMPLETE)) {
        long[] starts = part.periods().stream().mapToLong(Long::longValue).toArray();
        new OlderEpochs(plan, stores)
            .remove(EventSpans.ofPeriods(plan.archive().periodMicros(), starts), shards);
        marks.clear(part.periods(), shards, options.getLateness(), raw);
      }
    }
    return counters;
  }

  /** Computes periods, and offers them as the sink says. */
  Counters offer(RawInputs raw, Set<Long> periods, Shards shards) {
    Counters counters = Counters.none();
    for (Part part : parts(raw, periods)) {
      counters = counters.plus(offer(raw, part, shards));
    }
    return counters;
  }

  /** Periods that are offered alike. */
  private record Part(Set<Long> periods, Offer offer) {}

  /**
   * A period is offered as complete only when the raw archive has all that it needs: nothing is
   * missing, and no stream may still add to it. At the live edge the counts decide, and nothing is
   * final: what the stream has meanwhile, or seals later, is no contradiction.
   */
  private static List<Part> parts(RawInputs raw, Set<Long> periods) {
    SortedSet<Long> settled = raw.settled(periods);
    SortedSet<Long> open = new TreeSet<>(periods);
    open.removeAll(settled);
    SortedSet<Long> complete = raw.complete(settled);
    settled.removeAll(complete);
    return Stream.of(
            new Part(complete, Offer.COMPLETE),
            new Part(settled, Offer.SEALED),
            new Part(open, Offer.OPEN))
        .filter(part -> !part.periods().isEmpty())
        .toList();
  }

  private Counters offer(RawInputs raw, Part part, Shards shards) {
    List<String> paths = raw.paths(part.periods());
    WantedSpans wanted = WantedSpans.of(shards.in(part.periods()));
    return paths.isEmpty() ? Counters.none() : compute(paths, settings(wanted), part.offer());
  }

  /** Computes a sample, and notes under a name where the stores have other rows. */
  Counters check(RawInputs raw, Collection<LaneSpan> sample, String audit) {
    Set<Long> periods =
        sample.stream().map(LaneSpan::startMicros).collect(Collectors.toCollection(TreeSet::new));
    Pipeline pipeline = Pipeline.create(options);
    DecodeSettings settings = settings(WantedSpans.of(sample));
    BoundedPipeline.computeAndCheck(
        BoundedPipeline.readRaw(pipeline, raw.paths(periods), settings), sample, settings, audit);
    return finish(pipeline, "checking", 0);
  }

  /** The shard of an asset. */
  int lane(String asset) {
    return Grouping.lane(asset, plan.archive().shards());
  }

  private Counters compute(List<String> paths, DecodeSettings settings, Offer offer) {
    Pipeline pipeline = Pipeline.create(options);
    BoundedPipeline.computeAndStore(
        BoundedPipeline.readRaw(pipeline, paths, settings), settings, offer);
    return finish(pipeline, "computing", 0);
  }

  private DecodeSettings settings(WantedSpans wanted) {
    return new DecodeSettings(
        plan, Grouping.ofArchive(plan), wanted, options.getLateness(), stores, options.getSink());
  }

  private Counters finish(Pipeline pipeline, String what, long bytes) {
    PipelineResult result;
    PipelineResult.State state;
    try (RunProgress progress = RunProgress.start(what, bytes)) {
      result = pipeline.run();
      listener.begun(plan, result);
      state = result.waitUntilFinish();
    }
    if (state != PipelineResult.State.DONE) {
      throw new IllegalStateException("the job ended in state " + state);
    }
    return Counters.of(result);
  }
}
