package io.penstock.core.decode.lineprotocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One point of line protocol: a measurement, tags sorted by key, fields in the order written, and
 * perhaps a timestamp. A mutable carrier that {@link LineProtocolParser} refills.
 *
 * <p>Everything textual lies unescaped, end to end, in one byte array: the measurement, then key
 * and value of each tag, then key and text of each field (the text is empty unless the field is a
 * string). Token {@code i} ends at {@code ends[i]} and starts where its predecessor ends.
 */
public final class Point {
  private byte[] bytes = new byte[256];
  private int size;
  private int[] ends = new int[32];
  private int tokens;

  private int tagCount;
  private int[] tagOrder = new int[8];

  private int fieldCount;
  private FieldKind[] kinds = new FieldKind[8];
  private long[] values = new long[8];

  private long timestamp;
  private int timestampDigits;

  /** The measurement's name. */
  public String measurement() {
    return text(0);
  }

  /** Number of tags. */
  public int tagCount() {
    return tagCount;
  }

  /** Key of the {@code i}-th tag by key order. */
  public String tagKey(int i) {
    return text(tagOrder[i]);
  }

  /** Value of the {@code i}-th tag by key order. */
  public String tagValue(int i) {
    return text(tagOrder[i] + 1);
  }

  /** Number of fields, at least one. */
  public int fieldCount() {
    return fieldCount;
  }

  /** Key of the {@code i}-th field. */
  public String fieldKey(int i) {
    return text(fieldToken(i));
  }

  /** Type of the {@code i}-th field. */
  public FieldKind fieldKind(int i) {
    return kinds[i];
  }

  /**
   * Value of the {@code i}-th field: the bits of a double, a signed or an unsigned integer, 1 or 0
   * for a boolean; 0 for a string.
   */
  public long fieldValue(int i) {
    return values[i];
  }

  /** Text of the {@code i}-th field when it is a string, else empty. */
  public String fieldText(int i) {
    return text(fieldToken(i) + 1);
  }

  /** Whether the point has a timestamp. */
  public boolean hasTimestamp() {
    return timestampDigits > 0;
  }

  /** The timestamp as written, in the source's precision; 0 when there is none. */
  public long timestamp() {
    return timestamp;
  }

  /** Copies the measurement's bytes; returns where the copy ends. */
  int copyMeasurement(byte[] to, int at) {
    return copy(0, to, at);
  }

  int copyTagKey(int i, byte[] to, int at) {
    return copy(tagOrder[i], to, at);
  }

  int copyTagValue(int i, byte[] to, int at) {
    return copy(tagOrder[i] + 1, to, at);
  }

  int copyFieldKey(int i, byte[] to, int at) {
    return copy(fieldToken(i), to, at);
  }

  int fieldKeyLength(int i) {
    return ends[fieldToken(i)] - start(fieldToken(i));
  }

  /** Upper bound of the bytes that measurement and tags take in an address. */
  int seriesLength() {
    return ends[2 * tagCount] + 2 * tagCount;
  }

  // What follows is for the parser.

  void clear(int mostBytes) {
    if (bytes.length < mostBytes) {
      bytes = new byte[Math.max(mostBytes, 2 * bytes.length)];
    }
    size = 0;
    tokens = 0;
    tagCount = 0;
    fieldCount = 0;
    timestamp = 0;
    timestampDigits = 0;
  }

  void append(byte b) {
    bytes[size++] = b;
  }

  /** Ends the token that was appended; returns its length. */
  int endToken() {
    int from = tokens == 0 ? 0 : ends[tokens - 1];
    if (tokens == ends.length) {
      ends = Arrays.copyOf(ends, 2 * tokens);
    }
    ends[tokens++] = size;
    return size - from;
  }

  byte[] bytes() {
    return bytes;
  }

  int lastTokenStart() {
    return start(tokens - 1);
  }

  int lastTokenEnd() {
    return ends[tokens - 1];
  }

  /** Adds the tag whose key and value are the last two tokens. */
  void addTag() {
    if (tagCount == tagOrder.length) {
      tagOrder = Arrays.copyOf(tagOrder, 2 * tagCount);
    }
    tagOrder[tagCount] = tokens - 2;
    tagCount++;
  }

  /** Adds the field whose key and text are the last two tokens. */
  void addField(FieldKind kind, long value) {
    if (fieldCount == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * fieldCount);
      values = Arrays.copyOf(values, 2 * fieldCount);
    }
    kinds[fieldCount] = kind;
    values[fieldCount] = value;
    fieldCount++;
  }

  void timestamp(long value, int digits) {
    timestamp = value;
    timestampDigits = digits;
  }

  /** Sorts the tags by key; returns whether all keys differ. */
  boolean sortTags() {
    // Writers are asked to sort tags, so this pass is usually all there is to do.
    if (keysRise()) {
      return true;
    }
    int[] sorted =
        IntStream.of(Arrays.copyOf(tagOrder, tagCount))
            .boxed()
            .sorted(this::compareTokens)
            .mapToInt(Integer::intValue)
            .toArray();
    System.arraycopy(sorted, 0, tagOrder, 0, tagCount);
    return keysRise();
  }

  private boolean keysRise() {
    for (int i = 1; i < tagCount; i++) {
      if (compareTokens(tagOrder[i - 1], tagOrder[i]) >= 0) {
        return false;
      }
    }
    return true;
  }

  private int compareTokens(int left, int right) {
    return Arrays.compareUnsigned(bytes, start(left), ends[left], bytes, start(right), ends[right]);
  }

  private int fieldToken(int i) {
    return 1 + 2 * tagCount + 2 * i;
  }

  private int start(int token) {
    return token == 0 ? 0 : ends[token - 1];
  }

  private String text(int token) {
    return new String(bytes, start(token), ends[token] - start(token), UTF_8);
  }

  private int copy(int token, byte[] to, int at) {
    int length = ends[token] - start(token);
    System.arraycopy(bytes, start(token), to, at, length);
    return at + length;
  }
}
