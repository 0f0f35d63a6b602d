package io.penstock.runners.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.Grouping;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.HotDigest;
import io.penstock.io.raw.RawFooter;
import io.penstock.io.raw.RawKey;
import io.penstock.io.raw.RawStore;
import io.penstock.pipelines.digest.StoreDigests;
import io.penstock.transforms.coders.LaneSpanCoder;
import io.penstock.transforms.process.ProcessTiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lanes and spans are knobs of performance alone: whatever the grouping, each tile sees exactly its
 * own margin. So a live stream, which groups tile by tile, stores what a backfill does.
 */
public abstract class GroupingLaws extends EngineLaws {
  private static final long SECOND_MICROS = 1_000_000;

  /** For the runners' test classes. */
  protected GroupingLaws() {}

  /** Spans of 1, 6, 60 and 360 tiles of the measurements; each has the datasets that fit in. */
  @ParameterizedTest
  @CsvSource({"10, 3", "60, 1", "60, 16", "600, 3", "3600, 1"})
  void anyLanesAndSpansGiveTheSameHotTables(long spanSeconds, int lanes) throws Exception {
    Plan plan = plan();
    long spanMicros = spanSeconds * SECOND_MICROS;
    List<Dataset> datasets =
        Dataset.of(plan).stream().filter(d -> spanMicros % d.tileMicros() == 0).toList();
    Site site = freshSite();

    run(site, plan, Grouping.of(plan, datasets, lanes, spanMicros));

    StoreDigests expected = undisturbedDigests();
    try (HotDatabase database = HotDatabase.open(site.hot())) {
      for (Dataset dataset : datasets) {
        assertThat(new HotDigest(database).of(dataset, plan().name()))
            .as(dataset.name())
            .isEqualTo(expected.hot().get(dataset.name()));
      }
    }
  }

  private void run(Site site, Plan plan, Grouping grouping) throws IOException {
    Path raw = undisturbed().out().resolve(plan.name());
    List<RawKey> keys = RawStore.local(raw).index().objects().stream().map(RawFooter::key).toList();
    Pipeline pipeline = Pipeline.create(options(site, plant()));
    pipeline
        .apply("ListRaw", Create.of(keys).withCoder(SerializableCoder.of(RawKey.class)))
        .apply("DecodeRaw", ParDo.of(new DecodeRawFn(plan, grouping, raw.toString())))
        .setCoder(KvCoder.of(LaneSpanCoder.of(), ByteArrayCoder.of()))
        .apply("ProcessTiles", ProcessTiles.of(plan, grouping))
        .apply("StoreHot", ParDo.of(new StoreHotFn(site.hot(), plan.archive().periodMicros())));

    assertThat(pipeline.run().waitUntilFinish()).isEqualTo(PipelineResult.State.DONE);
  }
}
