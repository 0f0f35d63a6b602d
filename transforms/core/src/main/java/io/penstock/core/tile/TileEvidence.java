package io.penstock.core.tile;

import io.penstock.core.dedup.SeriesReadings;
import io.penstock.core.model.ValueType;
import io.penstock.core.plan.Margins;
import java.util.Arrays;

/**
 * The evidence of the tiles of one asset and one dataset in one span, summed series by series.
 *
 * <p>A reading counts for every tile whose margin holds it. Running sums over the sorted readings
 * make each tile's share of a series a difference of two of them, so the cost does not depend on
 * how far margins overlap.
 */
final class TileEvidence {
  private final long spanStart;
  private final long tileMicros;
  private final Margins margins;
  private final int[] counts;
  private final long[] high;
  private final long[] low;

  TileEvidence(long spanStart, long spanMicros, long tileMicros, Margins margins) {
    this.spanStart = spanStart;
    this.tileMicros = tileMicros;
    this.margins = margins;
    int tiles = Math.toIntExact(spanMicros / tileMicros);
    counts = new int[tiles];
    high = new long[tiles];
    low = new long[tiles];
  }

  int tiles() {
    return counts.length;
  }

  long tileStart(int tile) {
    return spanStart + tile * tileMicros;
  }

  Evidence evidence(int tile, int epoch) {
    return new Evidence(epoch, counts[tile], high[tile], low[tile]);
  }

  void clear() {
    Arrays.fill(counts, 0);
    Arrays.fill(high, 0);
    Arrays.fill(low, 0);
  }

  /** Adds the readings of one series. */
  void add(RunningSums sums) {
    int first = 0;
    int last = 0;
    long[] times = sums.readings.times();
    int size = sums.readings.size();
    for (int tile = 0; tile < counts.length; tile++) {
      long from = tileStart(tile) - margins.lookBackMicros();
      long to = tileStart(tile) + tileMicros + margins.lookAheadMicros();
      while (first < size && times[first] < from) {
        first++;
      }
      last = Math.max(last, first);
      while (last < size && times[last] < to) {
        last++;
      }
      if (last > first) {
        counts[tile] += last - first;
        long lowShare = sums.low[last] - sums.low[first];
        long borrow = Long.compareUnsigned(sums.low[last], sums.low[first]) < 0 ? 1 : 0;
        long highShare = sums.high[last] - sums.high[first] - borrow;
        long lowSum = low[tile] + lowShare;
        long carry = Long.compareUnsigned(lowSum, lowShare) < 0 ? 1 : 0;
        low[tile] = lowSum;
        high[tile] += highShare + carry;
      }
    }
  }

  /** Running sums modulo 2^128 of the hashes of the sorted distinct readings of one series. */
  static final class RunningSums {
    private final SeriesReadings readings;
    private final long[] high;
    private final long[] low;

    /**
     * Sums over one series.
     *
     * @param textNames per text of the span its 128-bit name; empty when it has none
     */
    RunningSums(SeriesReadings readings, long[] seriesName, long[][] textNames) {
      this.readings = readings;
      int n = readings.size();
      high = new long[n + 1];
      low = new long[n + 1];
      ReadingHash hash = new ReadingHash();
      boolean isText = readings.series().type() == ValueType.TEXT;
      for (int i = 0; i < n; i++) {
        long bits = readings.bits()[i];
        long valueHigh = 0;
        long valueLow = bits;
        if (isText) {
          valueHigh = bits == 0 ? 0 : textNames[(int) bits - 1][0];
          valueLow = bits == 0 ? 0 : textNames[(int) bits - 1][1];
        }
        hash.hash(
            seriesName[0],
            seriesName[1],
            readings.times()[i],
            valueHigh,
            valueLow,
            readings.qualities()[i]);
        low[i + 1] = low[i] + hash.low;
        long carry = Long.compareUnsigned(low[i + 1], hash.low) < 0 ? 1 : 0;
        high[i + 1] = high[i] + hash.high + carry;
      }
    }
  }
}
