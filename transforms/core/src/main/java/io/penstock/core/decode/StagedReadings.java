package io.penstock.core.decode;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The readings and faults of one message, in order, until it is known to be sound. */
final class StagedReadings {
  private static final String NO_TEXT = "";

  private int size;
  private int[] series = new int[16];
  private long[] events = new long[16];
  private long[] bits = new long[16];
  private int[] qualities = new int[16];
  private long[] ingests = new long[16];
  private String[] texts = new String[16];
  private boolean[] hasText = new boolean[16];
  private @Nullable BadInput[] faults = new BadInput[16];

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  void add(int seriesNumber, long event, long valueBits, int quality, long ingest) {
    grow();
    series[size] = seriesNumber;
    events[size] = event;
    bits[size] = valueBits;
    qualities[size] = quality;
    ingests[size] = ingest;
    texts[size] = NO_TEXT;
    hasText[size] = false;
    faults[size] = null;
    size++;
  }

  void addText(int seriesNumber, long event, String text, int quality, long ingest) {
    add(seriesNumber, event, 0, quality, ingest);
    texts[size - 1] = text;
    hasText[size - 1] = true;
  }

  void fault(BadInput fault) {
    add(0, 0, 0, 0, 0);
    faults[size - 1] = fault;
  }

  int series(int i) {
    return series[i];
  }

  long eventMicros(int i) {
    return events[i];
  }

  long bits(int i) {
    return bits[i];
  }

  int quality(int i) {
    return qualities[i];
  }

  long ingestMicros(int i) {
    return ingests[i];
  }

  boolean hasText(int i) {
    return hasText[i];
  }

  String text(int i) {
    return texts[i];
  }

  /** What is wrong with the reading, or null when nothing is. */
  @Nullable BadInput faultAt(int i) {
    return faults[i];
  }

  private void grow() {
    if (size < series.length) {
      return;
    }
    int capacity = size * 2;
    series = Arrays.copyOf(series, capacity);
    events = Arrays.copyOf(events, capacity);
    bits = Arrays.copyOf(bits, capacity);
    qualities = Arrays.copyOf(qualities, capacity);
    ingests = Arrays.copyOf(ingests, capacity);
    texts = Arrays.copyOf(texts, capacity);
    hasText = Arrays.copyOf(hasText, capacity);
    faults = Arrays.copyOf(faults, capacity);
  }
}
