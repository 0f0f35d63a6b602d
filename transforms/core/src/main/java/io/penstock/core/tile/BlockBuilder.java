package io.penstock.core.tile;

import static io.penstock.core.decode.RawMessage.NO_INGEST_TIME;

import io.penstock.core.model.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Readings of one source for one lane-span, in columns, as they come; {@link #encode} makes the
 * block that travels.
 *
 * <p>Layout of a block, version 1, integers little-endian or LEB128 ("varint"), signed ones zigzag:
 * version (byte); epoch, source, number of readings (varint); highest ingest time (long); the
 * series table: its size, then per entry, in the order in which they first appear, its catalogue
 * ordinal + 1, or 0 followed by asset and metric; the texts: their number, then each; then the
 * columns: series as an index into the table (varint), time as the difference to the reading before
 * (signed varint), quality as runs of (code, length), value (long: float64 bits, or for text its
 * index + 1, 0 for none).
 */
final class BlockBuilder {
  static final int VERSION = 1;
  private static final int FIRST_CAPACITY = 64;

  private final int epoch;
  private final int source;
  private int size;
  private int[] series = new int[FIRST_CAPACITY];
  private long[] times = new long[FIRST_CAPACITY];
  private long[] bits = new long[FIRST_CAPACITY];
  private int[] qualities = new int[FIRST_CAPACITY];
  private long maxIngest = NO_INGEST_TIME;
  private final List<String> texts = new ArrayList<>();
  private final Map<String, Integer> textIndex = new HashMap<>();

  BlockBuilder(int epoch, int source) {
    this.epoch = epoch;
    this.source = source;
  }

  int size() {
    return size;
  }

  void add(int seriesNumber, long eventMicros, long valueBits, int quality, long ingestMicros) {
    if (size == times.length) {
      int capacity = size * 2;
      series = Arrays.copyOf(series, capacity);
      times = Arrays.copyOf(times, capacity);
      bits = Arrays.copyOf(bits, capacity);
      qualities = Arrays.copyOf(qualities, capacity);
    }
    series[size] = seriesNumber;
    times[size] = eventMicros;
    bits[size] = valueBits;
    qualities[size] = quality;
    size++;
    maxIngest = Math.max(maxIngest, ingestMicros);
  }

  void addText(int seriesNumber, long eventMicros, String text, int quality, long ingestMicros) {
    Integer index = textIndex.get(text);
    if (index == null) {
      texts.add(text);
      index = texts.size();
      textIndex.put(text, index);
    }
    add(seriesNumber, eventMicros, index, quality, ingestMicros);
  }

  byte[] encode(SeriesTable seriesTable, BlockEntries entries) {
    ByteSink out = new ByteSink(64 + size * 14);
    out.writeByte(VERSION);
    out.writeVarint(epoch);
    out.writeVarint(source);
    out.writeVarint(size);
    out.writeLong(maxIngest);
    int[] entry = entries.of(series, size);
    writeSeries(out, entries, seriesTable);
    out.writeVarint(texts.size());
    texts.forEach(out::writeString);
    for (int i = 0; i < size; i++) {
      out.writeVarint(entry[i]);
    }
    long previous = 0;
    for (int i = 0; i < size; i++) {
      out.writeSigned(times[i] - previous);
      previous = times[i];
    }
    writeQualities(out);
    out.writeLongs(bits, size);
    return out.toByteArray();
  }

  private static void writeSeries(ByteSink out, BlockEntries entries, SeriesTable seriesTable) {
    out.writeVarint(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      int number = entries.series(i);
      if (number < seriesTable.known()) {
        out.writeVarint(number + 1L);
      } else {
        Series accepted = seriesTable.get(number);
        out.writeVarint(0);
        out.writeString(accepted.asset());
        out.writeString(accepted.metric());
      }
    }
  }

  private void writeQualities(ByteSink out) {
    int i = 0;
    while (i < size) {
      int start = i;
      while (i < size && qualities[i] == qualities[start]) {
        i++;
      }
      out.writeVarint(Integer.toUnsignedLong(qualities[start]));
      out.writeVarint(i - start);
    }
  }
}
