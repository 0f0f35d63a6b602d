package io.penstock.core.decode.lineprotocol;

import static io.penstock.core.decode.Reason.NO_INGEST_TIME;
import static io.penstock.core.decode.Reason.TOO_LARGE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.DecodedReading;
import io.penstock.core.decode.MessageDecoder;
import io.penstock.core.decode.RawMessage;
import io.penstock.core.decode.ReadingSink;
import io.penstock.core.time.TimeRule;
import java.util.Arrays;

/**
 * Turns the points of line protocol into readings, one per field. A comment or a blank line gives
 * none.
 *
 * <p>Integers become the nearest double, so beyond 2^53 neighbours may share one; -0.0 becomes 0.0.
 * A point without a timestamp has the ingest time, as a server would stamp it; without an ingest
 * time it is bad input. A line is one message: what is wrong with any of its fields is wrong with
 * the line.
 */
final class LineProtocolDecoder implements MessageDecoder {
  private final LineProtocolParser parser = new LineProtocolParser();
  private final DecodedReading reading = new DecodedReading();
  private final byte[] prefix;
  private final TimeRule timeRule;
  private byte[] address = new byte[256];

  LineProtocolDecoder(LineProtocolFormat format) {
    prefix = format.prefix().getBytes(UTF_8);
    timeRule = format.timeRule();
  }

  @Override
  public void start(RawMessage raw) {
    reading.ingestMicros = raw.ingestMicros();
  }

  @Override
  public void decode(byte[] bytes, int from, int to, ReadingSink sink) throws BadInput {
    if (to - from > LineProtocolFormat.MAX_MESSAGE_BYTES) {
      throw new BadInput(TOO_LARGE, "line protocol message of " + (to - from) + " bytes");
    }
    parser.start(bytes, from, to);
    while (parser.next()) {
      emit(parser.point(), sink);
    }
  }

  private void emit(Point point, ReadingSink sink) throws BadInput {
    long micros = micros(point);
    int series = series(point);
    for (int i = 0; i < point.fieldCount(); i++) {
      checkAddress(series + point.fieldKeyLength(i));
      ensureAddress(series + point.fieldKeyLength(i), series);
      reading.clear();
      reading.address(address, 0, point.copyFieldKey(i, address, series));
      reading.deviceMicros = micros;
      value(point, i);
      sink.accept(reading);
    }
  }

  private long micros(Point point) throws BadInput {
    if (point.hasTimestamp()) {
      return Precision.micros(point.timestamp(), timeRule);
    }
    if (reading.ingestMicros == RawMessage.NO_INGEST_TIME) {
      throw new BadInput(NO_INGEST_TIME, "a point without timestamp needs an ingest time");
    }
    return Precision.checked(reading.ingestMicros, timeRule);
  }

  /** Writes prefix, measurement, tags and a slash into the address; returns where they end. */
  private int series(Point point) throws BadInput {
    int most = prefix.length + point.seriesLength() + 1;
    checkAddress(most);
    ensureAddress(most, 0);
    System.arraycopy(prefix, 0, address, 0, prefix.length);
    int at = point.copyMeasurement(address, prefix.length);
    for (int i = 0; i < point.tagCount(); i++) {
      address[at] = ',';
      at = point.copyTagKey(i, address, at + 1);
      address[at] = '=';
      at = point.copyTagValue(i, address, at + 1);
    }
    address[at] = '/';
    return at + 1;
  }

  private void value(Point point, int i) {
    long value = point.fieldValue(i);
    switch (point.fieldKind(i)) {
      case FLOAT -> reading.number(Double.longBitsToDouble(value) + 0.0);
      case INTEGER -> reading.number((double) value);
      case UNSIGNED -> reading.number(unsignedToDouble(value));
      case BOOLEAN -> reading.bool((int) value);
      case STRING -> reading.text(point.fieldText(i));
    }
  }

  /** The double nearest to an unsigned integer: half of it, with the lost bit kept for rounding. */
  static double unsignedToDouble(long value) {
    return value >= 0 ? (double) value : (double) ((value >>> 1) | (value & 1)) * 2.0;
  }

  private static void checkAddress(int bytes) throws BadInput {
    if (bytes > LineProtocolFormat.MAX_ADDRESS_BYTES) {
      throw new BadInput(TOO_LARGE, "address of " + bytes + " bytes");
    }
  }

  private void ensureAddress(int bytes, int keep) {
    if (address.length < bytes) {
      address = Arrays.copyOf(Arrays.copyOf(address, keep), Math.max(bytes, 2 * address.length));
    }
  }
}
