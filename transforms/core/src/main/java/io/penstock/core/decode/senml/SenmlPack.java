package io.penstock.core.decode.senml;

import static io.penstock.core.decode.Reason.BAD_SENML;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.DecodedReading;
import io.penstock.core.decode.RawMessage;
import io.penstock.core.decode.ReadingSink;
import io.penstock.core.quality.Quality;
import io.penstock.core.time.TimeRule;
import io.penstock.core.unit.UnitAliases;
import java.math.BigDecimal;

/**
 * Resolves the records of a pack, in the order sent, as RFC 8428, sections 4.1 to 4.6 say: a base
 * field holds from its record on until another replaces it.
 *
 * <p>A record with base fields alone gives no reading. A record with a sum gives a reading of the
 * sum beside that of its value, if it has one. A base sum alone makes no sum: section 4.5.4 would
 * give one to every later record of the pack, whatever it measures.
 */
final class SenmlPack {
  /** The version this decoder understands (RFC 8428, 4.4). */
  private static final int VERSION = 10;

  private final String prefix;
  private final TimeRule timeRule;
  private final DecodedReading reading = new DecodedReading();

  private String baseName = "";
  private BigDecimal baseTime = BigDecimal.ZERO;
  private String baseUnit = "";
  private BigDecimal baseValue = BigDecimal.ZERO;
  private BigDecimal baseSum = BigDecimal.ZERO;

  /** Version of the first record; 0 before it. */
  private int version;

  SenmlPack(SenmlFormat format) {
    prefix = format.prefix();
    timeRule = format.timeRule();
    reading.ingestMicros = RawMessage.NO_INGEST_TIME;
  }

  /** Sets the time that "now" stands for in the packs that follow. */
  void start(long ingestMicros) {
    reading.ingestMicros = ingestMicros;
  }

  /** Begins a pack: no base fields. */
  void begin() {
    baseName = "";
    baseTime = BigDecimal.ZERO;
    baseUnit = "";
    baseValue = BigDecimal.ZERO;
    baseSum = BigDecimal.ZERO;
    version = 0;
  }

  /**
   * Resolves the next record and hands over its readings.
   *
   * @throws BadInput {@code bad_senml}, {@code too_large}: the pack as a whole cannot be trusted
   */
  void add(SenmlRecord record, ReadingSink sink) throws BadInput {
    applyBase(record);
    checkVersion(record.baseVersion);
    if (!record.isRegular()) {
      return;
    }
    if (record.value == SenmlRecord.Value.NOT_THERE && record.sum == null) {
      throw new BadInput(BAD_SENML, "a record without value or sum (RFC 8428, 4.2)");
    }
    String name = SenmlNames.resolved(baseName, record.name == null ? "" : record.name);
    String unit = record.unit == null ? baseUnit : record.unit;
    SenmlNames.checkLength(unit.length());
    try {
      long micros = micros(record);
      if (record.value != SenmlRecord.Value.NOT_THERE) {
        begin(name, unit, micros);
        setValue(record);
        sink.accept(reading);
      }
      if (record.sum != null) {
        begin(name + SenmlFormat.SUM, sumUnit(unit), micros);
        reading.number(Decimals.sum(baseSum, record.sum));
        sink.accept(reading);
      }
    } catch (BadInput alone) {
      sink.reject(alone);
    }
  }

  private void applyBase(SenmlRecord record) {
    baseName = record.baseName == null ? baseName : record.baseName;
    baseTime = record.baseTime == null ? baseTime : record.baseTime;
    baseUnit = record.baseUnit == null ? baseUnit : record.baseUnit;
    baseValue = record.baseValue == null ? baseValue : record.baseValue;
    baseSum = record.baseSum == null ? baseSum : record.baseSum;
  }

  private void checkVersion(int baseVersion) throws BadInput {
    if (baseVersion > VERSION) {
      throw new BadInput(BAD_SENML, "version above " + VERSION + " (RFC 8428, 4.4)");
    }
    if (version == 0) {
      version = baseVersion == 0 ? VERSION : baseVersion;
    } else if (baseVersion != 0 && baseVersion != version) {
      throw new BadInput(BAD_SENML, "more than one version in a pack (RFC 8428, 4.4)");
    }
  }

  private long micros(SenmlRecord record) throws BadInput {
    BigDecimal seconds = record.time == null ? baseTime : baseTime.add(record.time);
    return SenmlTime.micros(seconds, reading.ingestMicros, timeRule);
  }

  private void begin(String address, String unit, long micros) {
    byte[] bytes = (prefix + address).getBytes(UTF_8);
    reading.clear();
    reading.address(bytes, 0, bytes.length);
    reading.unit = unit;
    reading.deviceMicros = micros;
  }

  private void setValue(SenmlRecord record) throws BadInput {
    switch (record.value) {
      case NUMBER -> reading.number(Decimals.sum(baseValue, record.valueText));
      case BOOLEAN -> reading.bool(record.valueText.equals("true") ? 1 : 0);
      case TEXT -> reading.text(record.valueText);
      case NULL, NOT_THERE -> reading.none(Quality.BAD_NO_DATA);
    }
  }

  /** A sum is over time: its unit is the unit times seconds (RFC 8428, 4.2). */
  private static String sumUnit(String unit) {
    return unit.isEmpty() ? "" : UnitAliases.toUcum(unit) + ".s";
  }
}
