package io.penstock.core.decode.json;

import static io.penstock.core.decode.RawMessage.NO_INGEST_TIME;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.DecodedReading;
import io.penstock.core.decode.NumberText;
import io.penstock.core.decode.ReadingSink;
import io.penstock.core.decode.Reason;
import io.penstock.core.decode.TopicPart;
import io.penstock.core.quality.Quality;
import io.penstock.core.quality.QualityDialect;
import io.penstock.core.time.EventTime;
import io.penstock.core.time.TimeReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/** Checks the parts of a {@link Row} and hands over its reading, or its readings when wide. */
final class RowReader {
  /** The most digits of an unsigned 32-bit number. */
  private static final int QUALITY_DIGITS = 10;

  private final boolean wide;
  private final QualityDialect qualityCodes;
  private final TimeReader timeReader;
  private final Address address;
  private final EventTime time = new EventTime();
  private final DecodedReading reading = new DecodedReading();

  private long micros;
  private int quality;
  private String unit = "";
  private byte[] lastUnitBytes = {};
  private String lastUnit = "";

  RowReader(JsonFormat format) {
    wide = !format.values().isEmpty();
    qualityCodes = format.qualityCodes();
    timeReader = TimeReader.of(format.timeRule());
    address = new Address(format.prefix(), format.address());
  }

  /** Takes the topic of the rows that follow; see {@link TopicPart#of}. */
  void topic(String topic) throws BadInput {
    address.topic(topic);
  }

  /**
   * Reads a row.
   *
   * @param messageIngest ingest time of the message, for rows that do not tell their own
   * @throws BadInput when the row as a whole cannot be read, in which case nothing was handed over;
   *     a fault of one member of a wide row is reported to the sink
   */
  void read(Row row, long messageIngest, ReadingSink sink) throws BadInput {
    readTimes(row, messageIngest);
    readQuality(row);
    readUnit(row);
    if (wide) {
      readMembers(row, sink);
    } else {
      start();
      address.ofRow(row, reading);
      value(row.kind(Parts.VALUE), row.bytes(), row.from(Parts.VALUE), row.to(Parts.VALUE));
      sink.accept(reading);
    }
  }

  private void readMembers(Row row, ReadingSink sink) throws BadInput {
    JsonKind kind = row.kind(Parts.VALUE);
    if (kind.isMissing()) {
      throw new BadInput(Reason.MISSING_FIELD, "no object of values");
    }
    if (kind != JsonKind.OBJECT) {
      throw new BadInput(Reason.WRONG_TYPE, "values must be an object, not " + kind);
    }
    address.stem(row);
    for (int i = 0; i < row.members(); i++) {
      start();
      try {
        address.ofMember(row, i, reading);
        value(row.memberKind(i), row.bytes(), row.memberFrom(i), row.memberTo(i));
      } catch (BadInput fault) {
        sink.reject(fault);
        continue;
      }
      sink.accept(reading);
    }
  }

  private void start() {
    reading.clear();
    reading.deviceMicros = micros;
    reading.quality = quality;
    reading.unit = unit;
  }

  private void value(JsonKind kind, byte[] bytes, int from, int to) throws BadInput {
    switch (kind) {
      case ABSENT -> throw new BadInput(Reason.MISSING_FIELD, "no value");
      case NULL -> reading.none(Quality.worse(quality, Quality.BAD_NO_DATA));
      case TRUE -> reading.bool(1);
      case FALSE -> reading.bool(0);
      case INTEGER, DECIMAL -> reading.number(NumberText.parse(bytes, from, to, (byte) '.'));
      case TEXT -> reading.text(new String(bytes, from, to - from, StandardCharsets.UTF_8));
      case OBJECT, ARRAY -> throw new BadInput(Reason.WRONG_TYPE, "a value must not be an " + kind);
    }
  }

  /** The row's own times; an absent time is the ingest time. */
  private void readTimes(Row row, long messageIngest) throws BadInput {
    boolean timed = readTime(row, Parts.TIME);
    micros = time.micros;
    quality = timed ? time.quality : Quality.GOOD;
    reading.ingestMicros = readTime(row, Parts.INGEST) ? time.micros : messageIngest;
    if (!timed) {
      micros = reading.ingestMicros;
      if (micros == NO_INGEST_TIME) {
        throw new BadInput(Reason.NO_INGEST_TIME, "no timestamp, and no ingest time instead");
      }
    }
  }

  private boolean readTime(Row row, int part) throws BadInput {
    switch (row.kind(part)) {
      case ABSENT, NULL -> {
        return false;
      }
      case TEXT, INTEGER, DECIMAL -> {
        timeReader.read(row.bytes(), row.from(part), row.to(part), time);
        return true;
      }
      default ->
          throw new BadInput(
              Reason.BAD_TIMESTAMP, "a time is text or a number, not " + row.kind(part));
    }
  }

  private void readQuality(Row row) throws BadInput {
    JsonKind kind = row.kind(Parts.QUALITY);
    if (kind.isMissing()) {
      return;
    }
    int from = row.from(Parts.QUALITY);
    int to = row.to(Parts.QUALITY);
    if (kind != JsonKind.INTEGER || to - from > QUALITY_DIGITS) {
      throw badQuality();
    }
    long code = 0;
    for (int i = from; i < to; i++) {
      int digit = row.bytes()[i] - '0';
      if (digit < 0) { // the sign; JSON grammar lets nothing else through
        throw badQuality();
      }
      code = code * 10 + digit;
    }
    OptionalInt status = qualityCodes.statusCode(code);
    if (status.isEmpty()) {
      throw badQuality();
    }
    quality = Quality.worse(status.getAsInt(), quality);
  }

  private BadInput badQuality() {
    return new BadInput(Reason.BAD_QUALITY, "not a quality code of " + qualityCodes);
  }

  /** Units repeat, so the last one is kept and most readings make no string. */
  private void readUnit(Row row) throws BadInput {
    JsonKind kind = row.kind(Parts.UNIT);
    if (kind.isMissing()) {
      unit = "";
      return;
    }
    if (kind != JsonKind.TEXT) {
      throw new BadInput(Reason.BAD_UNIT, "a unit is text, not " + kind);
    }
    int from = row.from(Parts.UNIT);
    int to = row.to(Parts.UNIT);
    if (!Arrays.equals(lastUnitBytes, 0, lastUnitBytes.length, row.bytes(), from, to)) {
      lastUnitBytes = Arrays.copyOfRange(row.bytes(), from, to);
      lastUnit = new String(lastUnitBytes, StandardCharsets.UTF_8);
    }
    unit = lastUnit;
  }
}
