package io.penstock.core.decode.keyvalue;

import static io.penstock.core.decode.RawMessage.NO_INGEST_TIME;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.DecodedReading;
import io.penstock.core.decode.Excerpt;
import io.penstock.core.decode.MessageDecoder;
import io.penstock.core.decode.RawMessage;
import io.penstock.core.decode.ReadingSink;
import io.penstock.core.decode.Reason;
import io.penstock.core.decode.TextLine;
import io.penstock.core.decode.Utf8Check;
import io.penstock.core.quality.Quality;
import io.penstock.core.time.EventTime;
import io.penstock.core.time.TimeReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads delimited key/value lines (MTConnect Simple Hierarchical Data Representation, as the
 * adapters of the MTConnect C++ agent write it). Spaces around keys and values do not count.
 * Whether a series can hold an empty text is for its type to say.
 */
final class KeyValueDecoder implements MessageDecoder {
  /** Level, native code, native severity, qualifier, message. */
  private static final int CONDITION_FIELDS = 5;

  private final KeyValueFormat format;
  private final byte delimiter;
  private final byte[] comment;
  private final KeyPatterns conditions;
  private final Words unavailable;
  private final TimeReader times;
  private final EventTime time = new EventTime();
  private final DecodedReading reading = new DecodedReading();
  private final int prefixLength;
  private byte[] address;

  KeyValueDecoder(KeyValueFormat format) {
    this.format = format;
    delimiter = (byte) format.delimiter();
    comment = format.comment().getBytes(StandardCharsets.UTF_8);
    conditions = new KeyPatterns(format.conditions());
    unavailable = new Words(format.unavailable());
    times = TimeReader.of(format.timeRule());
    address = format.prefix().getBytes(StandardCharsets.UTF_8);
    prefixLength = address.length;
  }

  @Override
  public void start(RawMessage raw) {
    reading.ingestMicros = raw.ingestMicros();
  }

  @Override
  public void decode(byte[] bytes, int from, int to, ReadingSink sink) throws BadInput {
    int start = TextLine.textFrom(bytes, from, to);
    int end = TextLine.textTo(bytes, start, to);
    if (TextLine.trimFrom(bytes, start, end) == end || isComment(bytes, start, end)) {
      return;
    }
    Utf8Check.require(bytes, start, end);
    int timeEnd = fieldEnd(bytes, start, end);
    if (timeEnd == end) {
      throw new BadInput(
          Reason.BAD_SYNTAX, "no key after the time: " + Excerpt.of(bytes, start, end));
    }
    requireNoCommand(bytes, timeEnd + 1, end);
    readTime(bytes, start, timeEnd);
    int at = timeEnd;
    do {
      at = pair(bytes, at + 1, end, sink);
    } while (at < end && format.layout() == KeyValueFormat.Layout.MANY_PAIRS);
  }

  /** Reads a key and its value; returns where the last field of the pair ends. */
  private int pair(byte[] bytes, int from, int end, ReadingSink sink) throws BadInput {
    int keyEnd = fieldEnd(bytes, from, end);
    int keyFrom = TextLine.trimFrom(bytes, from, keyEnd);
    int keyTo = TextLine.trimTo(bytes, keyFrom, keyEnd);
    requireField(bytes, from, keyEnd, end);
    int valueFrom = keyEnd + 1;
    int valueEnd = fieldEnd(bytes, valueFrom, end);
    int pairEnd = valueEnd;
    if (format.layout() == KeyValueFormat.Layout.MANY_PAIRS
        && conditions.match(bytes, keyFrom, keyTo)) {
      for (int field = 1; field < CONDITION_FIELDS; field++) {
        requireField(bytes, from, pairEnd, end);
        pairEnd = fieldEnd(bytes, pairEnd + 1, end);
      }
    }
    if (keyFrom == keyTo) {
      sink.reject(new BadInput(Reason.BAD_IDENTIFIER, "a value without a key"));
      return pairEnd;
    }
    accept(bytes, keyFrom, keyTo, valueFrom, valueEnd, sink);
    return pairEnd;
  }

  private void accept(byte[] bytes, int keyFrom, int keyTo, int from, int to, ReadingSink sink) {
    reading.clear();
    address(bytes, keyFrom, keyTo);
    reading.deviceMicros = time.micros;
    reading.quality = time.quality;
    int valueFrom = TextLine.trimFrom(bytes, from, to);
    int valueTo = TextLine.trimTo(bytes, valueFrom, to);
    if (unavailable.contains(bytes, valueFrom, valueTo)) {
      reading.none(Quality.BAD_NO_COMMUNICATION);
    } else {
      reading.token(bytes, valueFrom, valueTo);
    }
    sink.accept(reading);
  }

  private void address(byte[] bytes, int keyFrom, int keyTo) {
    if (prefixLength == 0) {
      reading.address(bytes, keyFrom, keyTo);
      return;
    }
    int length = keyTo - keyFrom;
    if (prefixLength + length > address.length) {
      address = Arrays.copyOf(address, 2 * (prefixLength + length));
    }
    System.arraycopy(bytes, keyFrom, address, prefixLength, length);
    reading.address(address, 0, prefixLength + length);
  }

  private void readTime(byte[] bytes, int from, int to) throws BadInput {
    int timeFrom = TextLine.trimFrom(bytes, from, to);
    int timeTo = timeFrom;
    while (timeTo < to && bytes[timeTo] != '@') {
      timeTo++;
    }
    timeTo = TextLine.trimTo(bytes, timeFrom, timeTo);
    if (timeFrom < timeTo) {
      times.read(bytes, timeFrom, timeTo, time);
      return;
    }
    if (reading.ingestMicros == NO_INGEST_TIME) {
      throw new BadInput(Reason.NO_INGEST_TIME, "no timestamp, and no ingest time to stand for it");
    }
    time.micros = reading.ingestMicros;
    time.quality = Quality.GOOD;
  }

  private boolean isComment(byte[] bytes, int from, int to) {
    int end = Math.min(to, from + comment.length);
    return comment.length > 0 && Arrays.equals(bytes, from, end, comment, 0, comment.length);
  }

  /** A command's key stands between two at signs. */
  private void requireNoCommand(byte[] bytes, int from, int end) throws BadInput {
    int keyEnd = fieldEnd(bytes, from, end);
    int keyFrom = TextLine.trimFrom(bytes, from, keyEnd);
    int keyTo = TextLine.trimTo(bytes, keyFrom, keyEnd);
    if (keyTo - keyFrom > 2 && bytes[keyFrom] == '@' && bytes[keyTo - 1] == '@') {
      throw new BadInput(
          Reason.BAD_SYNTAX,
          "a command, which carries no reading: " + Excerpt.of(bytes, keyFrom, keyTo));
    }
  }

  private static void requireField(byte[] bytes, int pairFrom, int fieldEnd, int end)
      throws BadInput {
    if (fieldEnd == end) {
      throw new BadInput(
          Reason.BAD_SYNTAX, "fields are missing after " + Excerpt.of(bytes, pairFrom, end));
    }
  }

  private int fieldEnd(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] != delimiter) {
      at++;
    }
    return at;
  }
}
