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
  private transient @Nullable SpanProcessor processor;

  ComputeTilesFn(Plan plan, Grouping grouping) {
    this.shipped = ShippedPlan.of(plan);
    this.grouping = grouping;
  }

  /** Computes one lane-span. */
  @ProcessElement
  public void processElement(
      @Element KV<LaneSpan, Iterable<byte[]>> grouped, OutputReceiver<TileTable> out) {
    if (processor == null) {
      processor = new SpanProcessor(shipped.plan(), grouping);
    }
    List<byte[]> blocks = new ArrayList<>();
    grouped.getValue().forEach(blocks::add);
    SpanProcessor.Result result = processor.process(grouped.getKey(), blocks);
    count(result.fates());
    for (TileTable table : result.tables()) {
      boolean measurements = table.dataset().kind() == Dataset.Kind.MEASUREMENTS;
      (measurements ? Metric.MEASUREMENT_ROWS_COMPUTED : Metric.FEATURE_ROWS_COMPUTED)
          .add(table.rows());
      if (!table.tiles().isEmpty()) {
        out.output(table);
      }
    }
  }

  private void count(SpanFates fates) {
    Plan plan = shipped.plan();
    for (int i = 0; i < plan.sources().size(); i++) {
      String source = plan.sources().get(i).name();
      Metric.READINGS_ADMITTED.add(source, fates.admittedOf(i));
      Metric.READINGS_DUPLICATED.add(source, fates.duplicatesOf(i));
      Metric.READINGS_CONFLICTED.add(source, fates.conflictsLostOf(i));
    }
  }
}
