package io.penstock.benchmarks.live;

import org.apache.flink.streaming.api.functions.sink.RichSinkFunction;

/** The native job's counting sink: adds each tile to {@link Totals}. */
final class CountTiles extends RichSinkFunction<NativeTile> {
  private static final long serialVersionUID = 1;

  @Override
  public void invoke(NativeTile tile, Context context) {
    double[][] columns = new double[tile.features.length][];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new double[] {tile.features[i]};
    }
    Totals.add(Totals.FEATURES, 1, columns);
    Totals.add(Totals.MEASUREMENTS, tile.means.length, new double[][] {tile.means});
  }
}
