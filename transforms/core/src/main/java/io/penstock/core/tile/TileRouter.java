package io.penstock.core.tile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Puts each reading into the block of every lane-span whose margin needs it, and gives the blocks
 * away when they are full or when the worker flushes.
 *
 * <p>How readings fall into blocks is no part of any result. Serves one thread.
 */
public final class TileRouter {
  /** A block is given away when it holds this many readings. */
  private static final int BLOCK_READINGS = 1 << 16;

  /** All blocks are given away when they hold this many readings together. */
  private static final int TOTAL_READINGS = 1 << 21;

  /**
   * All blocks are given away when there are this many: input whose times are scattered over
   * centuries must cost small blocks and not memory.
   */
  private static final int OPEN_BLOCKS = 1 << 15;

  private final int epoch;
  private final Grouping grouping;
  private final SeriesTable seriesTable;
  private final SpanFilter filter;
  private final BiConsumer<LaneSpan, byte[]> out;
  private final Map<LaneSpan, BlockBuilder> builders = new HashMap<>();
  private final BlockEntries entries = new BlockEntries();
  private final LaneSpan[] lastKey;
  private final BlockBuilder[] lastBuilder;
  private int[] laneOfSeries = {};

  /** The inner part, {@code [from, to)}, of the span at hand: most readings fall there. */
  private long innerStart;

  /** Which lanes of that span are to be computed. */
  private final boolean[] innerLanes;

  private long innerFrom = Long.MAX_VALUE;
  private long innerTo = Long.MIN_VALUE;
  private int source;
  private int total;

  /**
   * A router.
   *
   * @param filter which lane-spans are to be computed at all
   * @param out takes the finished blocks
   */
  public TileRouter(
      int epoch,
      Grouping grouping,
      SeriesTable seriesTable,
      SpanFilter filter,
      BiConsumer<LaneSpan, byte[]> out) {
    this.epoch = epoch;
    this.grouping = grouping;
    this.seriesTable = seriesTable;
    this.filter = filter;
    this.out = out;
    this.lastKey = new LaneSpan[grouping.lanes()];
    this.lastBuilder = new BlockBuilder[grouping.lanes()];
    this.innerLanes = new boolean[grouping.lanes()];
  }

  /** Says which source the next readings are from; a block holds readings of one source. */
  public void source(int sourceIndex) {
    if (sourceIndex != source) {
      flush();
      source = sourceIndex;
    }
  }

  /**
   * Adds a number or boolean by its float64 bits, or "no value": the bits of {@link Double#NaN} for
   * numbers and booleans, 0 for text.
   */
  public void add(int series, long eventMicros, long bits, int quality, long ingestMicros) {
    int lane = lane(series);
    if (eventMicros >= innerFrom && eventMicros < innerTo) {
      if (innerLanes[lane]) {
        BlockBuilder builder = builder(lane, innerStart);
        builder.add(series, eventMicros, bits, quality, ingestMicros);
        added(series, innerStart, builder);
      }
      return;
    }
    long last = grouping.lastSpan(eventMicros);
    for (long span = grouping.firstSpan(eventMicros); span <= last; span++) {
      long start = span * grouping.spanMicros();
      if (filter.wants(lane, start)) {
        remember(start);
        BlockBuilder builder = builder(lane, start);
        builder.add(series, eventMicros, bits, quality, ingestMicros);
        added(series, start, builder);
      }
    }
  }

  /** Notes where a wanted span has readings that no other span's margin needs. */
  private void remember(long start) {
    if (innerStart == start && innerFrom != Long.MAX_VALUE) {
      return;
    }
    innerStart = start;
    for (int lane = 0; lane < innerLanes.length; lane++) {
      innerLanes[lane] = filter.wants(lane, start);
    }
    innerFrom = start + grouping.lookAheadMicros();
    innerTo = start + grouping.spanMicros() - grouping.lookBackMicros();
  }

  /** Adds a text. */
  public void addText(int series, long eventMicros, String text, int quality, long ingestMicros) {
    int lane = lane(series);
    long last = grouping.lastSpan(eventMicros);
    for (long span = grouping.firstSpan(eventMicros); span <= last; span++) {
      long start = span * grouping.spanMicros();
      if (filter.wants(lane, start)) {
        BlockBuilder builder = builder(lane, start);
        builder.addText(series, eventMicros, text, quality, ingestMicros);
        added(series, start, builder);
      }
    }
  }

  /** Whether the lane of a series is to be computed in the span that starts there. */
  public boolean wants(int series, long spanStart) {
    return filter.wants(lane(series), spanStart);
  }

  /** Gives away everything. */
  public void flush() {
    builders.forEach((key, builder) -> out.accept(key, builder.encode(seriesTable, entries)));
    builders.clear();
    Arrays.fill(lastKey, null);
    Arrays.fill(lastBuilder, null);
    total = 0;
  }

  private void added(int series, long start, BlockBuilder builder) {
    total++;
    if (builder.size() >= BLOCK_READINGS) {
      LaneSpan key = new LaneSpan(lane(series), start);
      out.accept(key, builder.encode(seriesTable, entries));
      builders.remove(key);
      total -= builder.size();
      lastKey[key.lane()] = null;
      lastBuilder[key.lane()] = null;
    } else if (total >= TOTAL_READINGS) {
      flush();
    }
  }

  private BlockBuilder builder(int lane, long start) {
    LaneSpan recent = lastKey[lane];
    if (recent != null && recent.startMicros() == start) {
      return lastBuilder[lane];
    }
    LaneSpan key = new LaneSpan(lane, start);
    if (builders.size() >= OPEN_BLOCKS && !builders.containsKey(key)) {
      flush();
    }
    BlockBuilder builder = builders.computeIfAbsent(key, k -> new BlockBuilder(epoch, source));
    lastKey[lane] = key;
    lastBuilder[lane] = builder;
    return builder;
  }

  private int lane(int series) {
    if (series >= laneOfSeries.length) {
      int from = laneOfSeries.length;
      laneOfSeries = Arrays.copyOf(laneOfSeries, seriesTable.size());
      for (int i = from; i < laneOfSeries.length; i++) {
        laneOfSeries[i] = grouping.lane(seriesTable.get(i).asset());
      }
    }
    return laneOfSeries[series];
  }
}
