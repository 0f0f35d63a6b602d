package io.penstock.core.tile;

import static io.penstock.core.decode.RawMessage.NO_INGEST_TIME;

import io.penstock.core.dedup.Deduplication;
import io.penstock.core.model.Series;
import io.penstock.core.model.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All readings of one lane-span, scattered from its blocks into one run of columns per series.
 *
 * <p>Two passes over the blocks: one counts, one scatters; nothing is compared. Series come out
 * sorted by asset and metric, whatever order the blocks came in. Memory: 26 bytes a reading beside
 * the blocks.
 */
final class SpanReadings {
  /** The readings of one series, in any order. */
  record Run(Series series, Deduplication.Columns columns) {}

  private final List<Run> runs;
  private final long maxIngestMicros;
  private final int size;

  private SpanReadings(List<Run> runs, long maxIngestMicros, int size) {
    this.runs = runs;
    this.maxIngestMicros = maxIngestMicros;
    this.size = size;
  }

  /** Runs sorted by asset and metric. */
  List<Run> runs() {
    return runs;
  }

  /** Highest ingest time of any reading, or {@code NO_INGEST_TIME}. */
  long maxIngestMicros() {
    return maxIngestMicros;
  }

  /** Per text of the span, its 128-bit name. */
  long[][] textNames() {
    String[] texts = runs.isEmpty() ? new String[0] : runs.get(0).columns().texts();
    return Arrays.stream(texts).map(ReadingHash::name).toArray(long[][]::new);
  }

  /** Number of readings, copies and margins included. */
  int size() {
    return size;
  }

  /**
   * What the first pass finds.
   *
   * @param counts readings per number of the series table
   * @param total their sum
   * @param maxIngest highest ingest time of any
   */
  @SuppressWarnings("ArrayRecordComponent") // handed from the first pass to the second
  record Census(int[] counts, long total, long maxIngest) {}

  /** The first pass: counts. */
  static Census count(List<byte[]> blocks, SeriesTable seriesTable, int epoch) {
    BlockColumns block = new BlockColumns();
    int[] counts = {};
    long maxIngest = NO_INGEST_TIME;
    long total = 0;
    for (byte[] bytes : blocks) {
      block.readSeries(bytes, seriesTable);
      if (block.epoch != epoch) {
        throw new IllegalArgumentException(
            "a block of epoch " + block.epoch + " met a plan of epoch " + epoch);
      }
      if (counts.length < seriesTable.size()) {
        counts = Arrays.copyOf(counts, seriesTable.size());
      }
      for (int i = 0; i < block.size; i++) {
        counts[block.table[block.series[i]]]++;
      }
      total += block.size;
      maxIngest = Math.max(maxIngest, block.maxIngest);
    }
    return new Census(counts, total, maxIngest);
  }

  /** The second pass: scatters. */
  static SpanReadings gather(List<byte[]> blocks, SeriesTable seriesTable, Census census) {
    BlockColumns block = new BlockColumns();
    int total = Math.toIntExact(census.total);
    int[] present = presentByName(census.counts, seriesTable);
    Scatter scatter = new Scatter(census.counts, present, total);
    for (byte[] bytes : blocks) {
      block.read(bytes, seriesTable);
      scatter.add(block, seriesTable);
    }
    return new SpanReadings(scatter.runs(present, seriesTable), census.maxIngest, total);
  }

  private static int[] presentByName(int[] counts, SeriesTable seriesTable) {
    List<Integer> present = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        present.add(i);
      }
    }
    present.sort((a, b) -> Series.BY_NAME.compare(seriesTable.get(a), seriesTable.get(b)));
    return present.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The columns of all series, one run after the other, being filled. */
  private static final class Scatter {
    private final int[] cursor;
    private final long[] times;
    private final long[] bits;
    private final int[] qualities;
    private final short[] sources;
    private final Map<String, Integer> textIndex = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    Scatter(int[] counts, int[] present, int total) {
      cursor = new int[counts.length];
      int offset = 0;
      for (int number : present) {
        cursor[number] = offset;
        offset += counts[number];
      }
      times = new long[total];
      bits = new long[total];
      qualities = new int[total];
      sources = new short[total];
    }

    void add(BlockColumns block, SeriesTable seriesTable) {
      boolean[] isText = new boolean[block.table.length];
      for (int i = 0; i < isText.length; i++) {
        isText[i] = seriesTable.get(block.table[i]).type() == ValueType.TEXT;
      }
      long[] textBits = textBits(block.texts);
      for (int i = 0; i < block.size; i++) {
        int entry = block.series[i];
        int at = cursor[block.table[entry]]++;
        times[at] = block.times[i];
        bits[at] = isText[entry] ? textBits[(int) block.bits[i]] : block.bits[i];
        qualities[at] = block.qualities[i];
        sources[at] = (short) block.source;
      }
    }

    /** What a block's text numbers are in the whole span; number 0 stays "no value". */
    private long[] textBits(String[] blockTexts) {
      long[] result = new long[blockTexts.length + 1];
      for (int i = 0; i < blockTexts.length; i++) {
        Integer index = textIndex.get(blockTexts[i]);
        if (index == null) {
          texts.add(blockTexts[i]);
          index = texts.size();
          textIndex.put(blockTexts[i], index);
        }
        result[i + 1] = index;
      }
      return result;
    }

    /** After the scatter each cursor stands at its run's end. */
    List<Run> runs(int[] present, SeriesTable seriesTable) {
      String[] allTexts = texts.toArray(String[]::new);
      List<Run> runs = new ArrayList<>(present.length);
      int from = 0;
      for (int number : present) {
        int to = cursor[number];
        runs.add(
            new Run(
                seriesTable.get(number),
                new Deduplication.Columns(times, bits, qualities, sources, allTexts, from, to)));
        from = to;
      }
      return runs;
    }
  }
}
