package io.penstock.benchmarks.live;

import java.util.Arrays;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/**
 * The native job's window: sort by time, drop copies (of two values at one time the larger stays),
 * means on the grid, ten features. Plain textbook loops over arrays that are used again; of its
 * own, so that it also checks Penstock's.
 */
final class TileStatistics
    extends ProcessWindowFunction<NativeReading, NativeTile, String, TimeWindow> {
  private static final long serialVersionUID = 1;
  private static final long GRID_MILLIS = BenchPlan.GRID.toMillis();

  private transient long[] millis = {};
  private transient double[] values = {};
  private transient double[] sorted = {};
  private transient int size;

  @Override
  public void open(Configuration settings) {
    millis = new long[256];
    values = new double[256];
    sorted = new double[256];
  }

  @Override
  public void process(
      String id, Context context, Iterable<NativeReading> readings, Collector<NativeTile> out) {
    gather(readings);
    sort();
    dropCopies();
    NativeTile tile = new NativeTile();
    tile.id = id;
    tile.startMillis = context.window().getStart();
    grid(tile);
    tile.features = features();
    out.collect(tile);
  }

  private void gather(Iterable<NativeReading> readings) {
    size = 0;
    for (NativeReading reading : readings) {
      if (size == millis.length) {
        millis = Arrays.copyOf(millis, size * 2);
        values = Arrays.copyOf(values, size * 2);
        sorted = new double[size * 2];
      }
      millis[size] = reading.millis;
      values[size++] = reading.value;
    }
  }

  /** By insertion: a window's readings come nearly in order. */
  private void sort() {
    for (int i = 1; i < size; i++) {
      long time = millis[i];
      double value = values[i];
      int at = i;
      while (at > 0
          && (millis[at - 1] > time || (millis[at - 1] == time && values[at - 1] > value))) {
        millis[at] = millis[at - 1];
        values[at] = values[at - 1];
        at--;
      }
      millis[at] = time;
      values[at] = value;
    }
  }

  private void dropCopies() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (i + 1 == size || millis[i + 1] != millis[i]) {
        millis[kept] = millis[i];
        values[kept++] = values[i];
      }
    }
    size = kept;
  }

  private void grid(NativeTile tile) {
    double[] means = new double[(int) (BenchPlan.TILE.toMillis() / GRID_MILLIS)];
    long[] starts = new long[means.length];
    int cells = 0;
    int i = 0;
    while (i < size) {
      long cell = millis[i] - Math.floorMod(millis[i], GRID_MILLIS);
      double sum = 0;
      int first = i;
      while (i < size && millis[i] < cell + GRID_MILLIS) {
        sum += values[i++];
      }
      means[cells] = sum / (i - first);
      starts[cells++] = cell;
    }
    tile.means = Arrays.copyOf(means, cells);
    tile.gridMillis = Arrays.copyOf(starts, cells);
  }

  private double[] features() {
    double sum = 0;
    double times = 0;
    for (int i = 0; i < size; i++) {
      sum += values[i];
      times += millis[i] - millis[0];
    }
    double mean = sum / size;
    double middle = times / size;
    double squares = 0;
    double products = 0;
    double timeSquares = 0;
    for (int i = 0; i < size; i++) {
      double d = values[i] - mean;
      double t = millis[i] - millis[0] - middle;
      squares += d * d;
      products += t * d;
      timeSquares += t * t;
    }
    System.arraycopy(values, 0, sorted, 0, size);
    Arrays.sort(sorted, 0, size);
    return new double[] {
      size,
      mean,
      sorted[0],
      sorted[size - 1],
      Math.sqrt(squares / (size - 1)),
      Math.sqrt(mean * mean + squares / size),
      quantile(50),
      quantile(5),
      quantile(95),
      products / timeSquares * 1000
    };
  }

  /** Type 7. */
  private double quantile(int percent) {
    long hundredths = (size - 1L) * percent;
    int k = (int) (hundredths / 100);
    double share = hundredths % 100 / 100.0;
    return share == 0 ? sorted[k] : sorted[k] + share * (sorted[k + 1] - sorted[k]);
  }
}
