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
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/** The jobs that a bounded run is made of, each from its start to its end. */
final class BoundedJobs {
  private final BoundedOptions options;
  private final Plan plan;
  private final Stores stores;

  BoundedJobs(BoundedOptions options, Plan plan, Stores stores) {
    this.options = options;
    this.plan = plan;
    this.stores = stores;
  }

  /** Lands files, and computes what they hold as if there was nothing else. */
  Counters landAndCompute(List<FileChunk> chunks, long bytes) {
    Pipeline pipeline = Pipeline.create(options);
    DecodeSettings settings = settings(WantedSpans.ALL);
    PCollection<KV<LaneSpan, byte[]>> blocks =
        BoundedPipeline.landFiles(pipeline, chunks, settings);
    BoundedPipeline.computeAndStore(blocks, settings, Offer.Authority.AUTHORITATIVE);
    return finish(pipeline, "landing and computing", bytes);
  }

  /** Lands files. */
  Counters land(List<FileChunk> chunks, long bytes) {
    Pipeline pipeline = Pipeline.create(options);
    BoundedPipeline.landFiles(pipeline, chunks, settings(WantedSpans.NONE));
    return finish(pipeline, "landing", bytes);
  }

  /**
   * Computes periods from the raw archive. What is complete also takes away what older epochs have
   * left there, and clears the marks that ask for it.
   *
   * @param periods their starts
   * @param marks the marks as they were before {@code raw} was listed
   */
  Counters compute(RawInputs raw, Set<Long> periods, MarksBefore marks)
      throws IOException, SQLException, InterruptedException {
    Offer.Authority authority = authority(raw, periods);
    Counters counters = offer(raw, periods, authority);
    if (authority == Offer.Authority.AUTHORITATIVE) {
      long[] starts = periods.stream().mapToLong(Long::longValue).toArray();
      new OlderEpochs(plan, stores)
          .remove(EventSpans.ofPeriods(plan.archive().periodMicros(), starts));
      marks.clear(periods, options.getLateness(), raw);
    }
    return counters;
  }

  /** Computes periods, and offers them as the sink says. */
  Counters offer(RawInputs raw, Set<Long> periods) {
    return offer(raw, periods, authority(raw, periods));
  }

  private Counters offer(RawInputs raw, Set<Long> periods, Offer.Authority authority) {
    List<String> paths = raw.paths(periods);
    return paths.isEmpty() ? Counters.none() : compute(paths, settings(wanted(periods)), authority);
  }

  private static WantedSpans wanted(Set<Long> periods) {
    return WantedSpans.of(periods.stream().mapToLong(Long::longValue).toArray());
  }

  private static Offer.Authority authority(RawInputs raw, Set<Long> periods) {
    return raw.missing(periods).isEmpty()
        ? Offer.Authority.AUTHORITATIVE
        : Offer.Authority.BEST_EFFORT;
  }

  private Counters compute(List<String> paths, DecodeSettings settings, Offer.Authority authority) {
    Pipeline pipeline = Pipeline.create(options);
    BoundedPipeline.computeAndStore(
        BoundedPipeline.readRaw(pipeline, paths, settings), settings, authority);
    return finish(pipeline, "computing", 0);
  }

  private DecodeSettings settings(WantedSpans wanted) {
    return new DecodeSettings(
        plan, Grouping.ofArchive(plan), wanted, options.getLateness(), stores, options.getSink());
  }

  private static Counters finish(Pipeline pipeline, String what, long bytes) {
    PipelineResult result;
    PipelineResult.State state;
    try (RunProgress progress = RunProgress.start(what, bytes)) {
      result = pipeline.run();
      state = result.waitUntilFinish();
    }
    if (state != PipelineResult.State.DONE) {
      throw new IllegalStateException("the job ended in state " + state);
    }
    return Counters.of(result);
  }
}
