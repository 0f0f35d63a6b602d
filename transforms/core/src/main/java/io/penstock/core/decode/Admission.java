package io.penstock.core.decode;

import static io.penstock.core.decode.RawMessage.NO_INGEST_TIME;

import io.penstock.core.model.Binding;
import io.penstock.core.model.Catalogue;
import io.penstock.core.model.Series;
import io.penstock.core.model.ValueType;
import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan;
import io.penstock.core.plan.TimePlan;
import io.penstock.core.quality.Quality;
import io.penstock.core.tile.SeriesTable;
import io.penstock.core.unit.UnitAliases;
import io.penstock.core.unit.UnitConversion;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Decides the fate of each reading of a message: resolves its series, corrects its clock, converts
 * its unit, and holds it against its ingest time.
 *
 * <p>Readings are staged until the message is known to be sound ({@link #commit}).
 */
final class Admission implements ReadingSink {
  private static final long NO_NUMBER = Double.doubleToRawLongBits(Double.NaN);
  private static final long NO_TEXT = 0;
  private static final byte[] NO_BYTES = {};

  /**
   * Longer names do not fit the database's index; accepted series share a tile, which would fail.
   */
  private static final int MAX_ACCEPTED_BYTES = 1024;

  private final Catalogue catalogue;
  private final TimePlan time;
  private final SourcePlan source;
  private final SeriesTable seriesTable;
  private final Lateness lateness;
  private final Receiver receiver;
  private final DecodeCounts counts;
  private final StagedReadings staged = new StagedReadings();

  private RawMessage raw = new RawMessage("", "", 0, "", new byte[0], new byte[0], NO_INGEST_TIME);
  private int from;
  private int to;

  /** New series this source brought; the table is shared with the worker's other sources. */
  private int letIn;

  /** Those among them that the message at hand brought: withdrawn with it. */
  private int letInByMessage;

  Admission(
      Plan plan,
      SourcePlan source,
      SeriesTable seriesTable,
      Lateness lateness,
      Receiver receiver,
      DecodeCounts counts) {
    this.catalogue = plan.catalogue();
    this.time = plan.time();
    this.source = source;
    this.seriesTable = seriesTable;
    this.lateness = lateness;
    this.receiver = receiver;
    this.counts = counts;
  }

  /** Starts a message: the bytes {@code [from, to)} of a raw message. */
  void begin(RawMessage newRaw, int newFrom, int newTo) {
    while (letInByMessage > 0) {
      withdraw();
    }
    raw = newRaw;
    from = newFrom;
    to = newTo;
    staged.clear();
  }

  @Override
  public void accept(DecodedReading reading) {
    try {
      stage(reading);
    } catch (BadInput fault) {
      staged.fault(fault);
    }
  }

  @Override
  public void reject(BadInput fault) {
    staged.fault(fault);
  }

  /** The message is sound: every staged reading meets its fate. */
  void commit() {
    letInByMessage = 0;
    byte[] message = NO_BYTES;
    for (int i = 0; i < staged.size(); i++) {
      counts.received++;
      BadInput fault = staged.faultAt(i);
      if (fault != null) {
        counts.quarantined(fault.reason());
        if (message.length == 0) {
          message = Arrays.copyOfRange(raw.payload(), from, to);
        }
        receiver.quarantined(
            new Quarantined(
                raw.source(),
                raw.origin(),
                raw.position() + from,
                i,
                fault.reason(),
                fault.detail(),
                message));
      } else {
        pass(i);
      }
    }
  }

  private void pass(int i) {
    int series = staged.series(i);
    long event = staged.eventMicros(i);
    long ingest = staged.ingestMicros(i);
    if (isLate(event, ingest)) {
      counts.late++;
      receiver.late(series, event, ingest);
    } else if (staged.hasText(i)) {
      counts.passed++;
      receiver.text(series, event, staged.text(i), staged.quality(i), ingest);
    } else {
      counts.passed++;
      receiver.reading(series, event, staged.bits(i), staged.quality(i), ingest);
    }
  }

  private boolean isLate(long event, long ingest) {
    return lateness == Lateness.AS_LIVE
        && ingest != NO_INGEST_TIME
        && ingest - event > time.maxDelayMicros();
  }

  private void stage(DecodedReading reading) throws BadInput {
    int address = catalogue.find(reading.addressBytes, reading.addressFrom, reading.addressTo);
    if (address < 0) {
      stageUncatalogued(reading);
      return;
    }
    stageBound(reading, address);
  }

  private void stageBound(DecodedReading reading, int address) throws BadInput {
    int position = catalogue.bindingAt(address, reading.deviceMicros);
    if (position < 0) {
      throw new BadInput(
          Reason.UNKNOWN_SERIES, "the catalogue has this address, but not at this time");
    }
    Binding binding = catalogue.binding(address, position);
    checkUnit(reading.unit, binding.sourceUnit());
    long event = exactSum(reading.deviceMicros, binding.clockOffsetMicros());
    stageValue(reading, binding.series(), event, binding.conversion());
  }

  /** An address that is not in the catalogue as it stands: normalised, accepted or refused. */
  private void stageUncatalogued(DecodedReading reading) throws BadInput {
    byte[] address = normalised(reading);
    int known = catalogue.find(address, 0, address.length);
    if (known >= 0) {
      stageBound(reading, known);
      return;
    }
    String name = new String(address, StandardCharsets.UTF_8);
    SourcePlan.UnknownSeries policy = source.unknown();
    if (!policy.accepts()) {
      throw new BadInput(
          Reason.UNKNOWN_SERIES,
          "the catalogue has no address " + Excerpt.of(address, 0, address.length));
    }
    if (address.length > MAX_ACCEPTED_BYTES) {
      throw new BadInput(
          Reason.BAD_IDENTIFIER,
          "a new series' name may have "
              + MAX_ACCEPTED_BYTES
              + " bytes, but has "
              + address.length);
    }
    checkUnit(reading.unit, "1");
    int series = seriesTable.find(policy.asset(), name);
    if (series < 0) {
      if (letIn >= policy.maxSeries()) {
        throw new BadInput(
            Reason.SERIES_QUOTA, "more than " + policy.maxSeries() + " new series from one source");
      }
      stageFirst(reading, seriesTable.accept(policy.asset(), name));
    } else {
      stageValue(reading, series, reading.deviceMicros, UnitConversion.IDENTITY);
    }
  }

  /** A series that would have no reading takes no place in the quota. */
  private void stageFirst(DecodedReading reading, int series) throws BadInput {
    letIn++;
    letInByMessage++;
    try {
      stageValue(reading, series, reading.deviceMicros, UnitConversion.IDENTITY);
    } catch (BadInput fault) {
      withdraw();
      throw fault;
    }
  }

  private void withdraw() {
    seriesTable.withdraw();
    letIn--;
    letInByMessage--;
  }

  /** The checked address in an array of its own, which holds nothing else. */
  private static byte[] normalised(DecodedReading reading) throws BadInput {
    byte[] checked =
        Identifiers.check(reading.addressBytes, reading.addressFrom, reading.addressTo);
    return checked == reading.addressBytes
        ? Arrays.copyOfRange(checked, reading.addressFrom, reading.addressTo)
        : checked;
  }

  private void stageValue(DecodedReading reading, int number, long event, UnitConversion conversion)
      throws BadInput {
    long ingest =
        reading.ingestMicros != NO_INGEST_TIME ? reading.ingestMicros : raw.ingestMicros();
    if (ingest != NO_INGEST_TIME && event - ingest > time.maxAheadMicros()) {
      throw new BadInput(
          Reason.FUTURE_TIMESTAMP,
          "ahead of its ingest time by " + (event - ingest) / 1_000_000 + " s");
    }
    Series series = seriesTable.get(number);
    if (reading.kind == DecodedReading.Kind.NONE) {
      long none = series.type() == ValueType.TEXT ? NO_TEXT : NO_NUMBER;
      staged.add(number, event, none, reading.quality, ingest);
    } else if (series.type() == ValueType.TEXT) {
      staged.addText(number, event, TypedValue.text(reading), reading.quality, ingest);
    } else {
      double value = TypedValue.number(reading, series.type());
      double converted = conversion.convert(value) + 0.0; // turns -0.0 into 0.0
      int quality = reading.quality;
      if (!Double.isFinite(converted)) {
        quality = Quality.worse(quality, Quality.BAD);
      }
      staged.add(number, event, Double.doubleToLongBits(converted), quality, ingest);
    }
  }

  private static void checkUnit(String written, String expected) throws BadInput {
    if (!written.isEmpty()
        && !written.equals(expected)
        && !UnitAliases.toUcum(written).equals(UnitAliases.toUcum(expected))) {
      throw new BadInput(
          Reason.BAD_UNIT,
          "the catalogue expects the unit " + expected + ", but was: " + shown(written));
    }
  }

  private static long exactSum(long deviceMicros, long clockOffsetMicros) throws BadInput {
    long sum = deviceMicros + clockOffsetMicros;
    if (((deviceMicros ^ sum) & (clockOffsetMicros ^ sum)) < 0) {
      throw new BadInput(Reason.TIMESTAMP_OUT_OF_RANGE, "overflows with its clock offset");
    }
    return sum;
  }

  private static String shown(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return Excerpt.of(utf8, 0, utf8.length);
  }
}
