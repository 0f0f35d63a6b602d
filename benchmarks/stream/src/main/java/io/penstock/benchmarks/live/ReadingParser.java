package io.penstock.benchmarks.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** How the native job reads a JSON line. */
enum ReadingParser {
  /** Jackson's data binding, as most jobs do it. */
  JACKSON {
    @Override
    NativeReading parse(byte[] bytes, int from, int to) throws IOException {
      return JSON.readValue(bytes, from, to - from);
    }
  },

  /**
   * A scanner for the very shape of the input, {@code {"id":"…","ts":…,"value":…}} and nothing
   * else: the least that parsing can cost. Anything else is an error.
   */
  SCAN {
    @Override
    NativeReading parse(byte[] bytes, int from, int to) throws IOException {
      int at = after(ID, bytes, from);
      int end = at;
      while (bytes[end] != '"') {
        end++;
      }
      String id = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
      at = after(TS, bytes, end);
      long millis = 0;
      while (bytes[at] != ',') {
        millis = millis * 10 + (bytes[at++] - '0');
      }
      at = after(VALUE, bytes, at);
      return new NativeReading(id, millis, decimal(bytes, at, to - 1));
    }
  };

  private static final ObjectReader JSON = new ObjectMapper().readerFor(NativeReading.class);
  private static final byte[] ID = "{\"id\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TS = "\",\"ts\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] VALUE = ",\"value\":".getBytes(StandardCharsets.US_ASCII);
  private static final double[] TENS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

  /** Reads one line, without its line feed. */
  abstract NativeReading parse(byte[] bytes, int from, int to) throws IOException;

  /** The name as options write it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static int after(byte[] expected, byte[] bytes, int from) throws IOException {
    int to = from + expected.length;
    if (to > bytes.length || !Arrays.equals(bytes, from, to, expected, 0, expected.length)) {
      throw new IOException("not a reading of the benchmark");
    }
    return to;
  }

  /** Exact for up to 15 digits: both parts of the quotient are. */
  private static double decimal(byte[] bytes, int from, int to) {
    boolean negative = bytes[from] == '-';
    long digits = 0;
    int decimals = 0;
    boolean fraction = false;
    for (int i = negative ? from + 1 : from; i < to; i++) {
      if (bytes[i] == '.') {
        fraction = true;
      } else {
        digits = digits * 10 + (bytes[i] - '0');
        decimals += fraction ? 1 : 0;
      }
    }
    double value = digits / TENS[decimals];
    return negative ? -value : value;
  }
}
