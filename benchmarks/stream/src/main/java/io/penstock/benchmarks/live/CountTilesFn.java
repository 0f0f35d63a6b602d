package io.penstock.benchmarks.live;

import io.penstock.core.tile.TileTable;
import org.apache.beam.sdk.transforms.DoFn;

/** Penstock's counting sink: adds each table to {@link Totals}. */
final class CountTilesFn extends DoFn<TileTable, Void> {
  private static final long serialVersionUID = 1;

  /** Adds one table. */
  @ProcessElement
  public void processElement(@Element TileTable table) {
    Totals.add(table.dataset().name(), table.rows(), table.numbers());
  }
}
