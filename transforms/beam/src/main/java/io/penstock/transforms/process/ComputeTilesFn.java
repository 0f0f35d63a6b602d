package io.penstock.transforms.process;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.Grouping;
import io.penstock.core.tile.LaneSpan;
import io.penstock.core.tile.SpanFates;
import io.penstock.core.tile.SpanProcessor;
import io.penstock.core.tile.TileTable;
import io.penstock.transforms.coders.ShippedPlan;
import io.penstock.transforms.metrics.Metric;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/** Runs {@link SpanProcessor} on one lane-span; iterates the grouped blocks once. */
final class ComputeTilesFn extends DoFn<KV<LaneSpan, Iterable<byte[]>>, TileTable> {
  private static final long serialVersionUID = 1;

  private final ShippedPlan shipped;
  private final Grouping grouping;
  private final ProcessTiles.Fates fates;
  private final ProcessTiles.EmptyTables empty;
  private transient @Nullable SpanProcessor processor;

  ComputeTilesFn(
      Plan plan, Grouping grouping, ProcessTiles.Fates fates, ProcessTiles.EmptyTables empty) {
    this.shipped = ShippedPlan.of(plan);
    this.grouping = grouping;
    this.fates = fates;
    this.empty = empty;
  }

  /** Computes one lane-span. */
  @ProcessElement
  public void processElement(
      @Element KV<LaneSpan, Iterable<byte[]>> grouped, OutputReceiver<TileTable> out) {
    if (processor == null) {
      processor = new SpanProcessor(shipped.plan(), grouping, mostReadings());
    }
    List<byte[]> blocks = new ArrayList<>();
    grouped.getValue().forEach(blocks::add);
    SpanProcessor.Result result = processor.process(grouped.getKey(), blocks);
    if (fates == ProcessTiles.Fates.COUNTED) {
      count(result);
    }
    for (TileTable table : result.tables()) {
      if (empty == ProcessTiles.EmptyTables.KEPT || !table.tiles().isEmpty()) {
        out.output(table);
      }
    }
  }

  /**
   * What half of this process's memory holds: a lane-span that is larger would end it with nothing
   * said but that memory ran out.
   */
  private static long mostReadings() {
    return Runtime.getRuntime().maxMemory() / 2 / SpanProcessor.BYTES_PER_READING;
  }

  private void count(SpanProcessor.Result result) {
    for (TileTable table : result.tables()) {
      boolean measurements = table.dataset().kind() == Dataset.Kind.MEASUREMENTS;
      (measurements ? Metric.MEASUREMENT_ROWS_COMPUTED : Metric.FEATURE_ROWS_COMPUTED)
          .add(table.rows());
    }
    SpanFates spanFates = result.fates();
    Plan plan = shipped.plan();
    for (int i = 0; i < plan.sources().size(); i++) {
      String source = plan.sources().get(i).name();
      long admitted = spanFates.admittedOf(i);
      long duplicated = spanFates.duplicatesOf(i);
      long conflicted = spanFates.conflictsLostOf(i);
      if (admitted + duplicated + conflicted > 0) {
        Metric.READINGS_ADMITTED.add(source, admitted);
        Metric.READINGS_DUPLICATED.add(source, duplicated);
        Metric.READINGS_CONFLICTED.add(source, conflicted);
      }
    }
  }
}
