package io.penstock.core.decode;

import static io.penstock.core.decode.RawMessage.NO_INGEST_TIME;

import io.penstock.core.model.Series;
import io.penstock.core.model.ValueType;
import io.penstock.core.quality.Quality;
import io.penstock.core.tile.SeriesTable;
import io.penstock.core.time.Micros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A receiver that writes down the fate of each reading, one readable line each. */
public final class ReceivedLines implements Receiver {
  /** A reading that was passed on; {@code text} belongs to text series that have a value. */
  public record Passed(int series, long eventMicros, long bits, String text, int quality) {}

  private final SeriesTable seriesTable;
  private final List<String> lines = new ArrayList<>();
  private final List<Passed> passed = new ArrayList<>();
  private final List<Quarantined> faults = new ArrayList<>();
  private long late;

  /** A receiver of readings whose series are numbered by a table. */
  public ReceivedLines(SeriesTable seriesTable) {
    this.seriesTable = seriesTable;
  }

  /** {@code asset/metric @ time = value}, then quality unless Good and ingest time; or a fate. */
  public List<String> lines() {
    return lines;
  }

  /** What was passed on, in order. */
  public List<Passed> passed() {
    return passed;
  }

  /** What was quarantined, in order. */
  public List<Quarantined> faults() {
    return faults;
  }

  /** How many readings were late. */
  public long late() {
    return late;
  }

  @Override
  public void reading(int series, long eventMicros, long bits, int quality, long ingestMicros) {
    boolean text = seriesTable.get(series).type() == ValueType.TEXT;
    double value = Double.longBitsToDouble(bits);
    String shown = text || Double.isNaN(value) ? "none" : Double.toString(value);
    lines.add(line(series, eventMicros, shown, quality, ingestMicros));
    passed.add(new Passed(series, eventMicros, bits, "", quality));
  }

  @Override
  public void text(int series, long eventMicros, String text, int quality, long ingestMicros) {
    lines.add(line(series, eventMicros, "\"" + text + "\"", quality, ingestMicros));
    passed.add(new Passed(series, eventMicros, 1, text, quality));
  }

  @Override
  public void late(int series, long eventMicros, long ingestMicros) {
    late++;
    lines.add("late " + name(series) + " @ " + instant(eventMicros));
  }

  @Override
  public void quarantined(Quarantined fault) {
    faults.add(fault);
    String what =
        fault.ordinal() == Quarantined.WHOLE_MESSAGE ? "message" : "reading " + fault.ordinal();
    lines.add("quarantined " + fault.reason().code() + ": " + what + " at " + fault.position());
  }

  /** Last level of the asset, and the metric. */
  String name(int series) {
    Series named = seriesTable.get(series);
    return named.asset().substring(named.asset().lastIndexOf('/') + 1) + "/" + named.metric();
  }

  private String line(int series, long micros, String value, int quality, long ingest) {
    return name(series)
        + " @ "
        + instant(micros)
        + " = "
        + value
        + shownQuality(quality)
        + (ingest == NO_INGEST_TIME ? "" : " ingest " + instant(ingest));
  }

  /** A quality after its word, and nothing for Good. */
  static String shownQuality(int quality) {
    return switch (quality) {
      case Quality.GOOD -> "";
      case Quality.UNCERTAIN -> " quality uncertain";
      case Quality.UNCERTAIN_ENGINEERING_UNITS_EXCEEDED -> " quality units_exceeded";
      case Quality.BAD -> " quality bad";
      case Quality.BAD_NO_DATA -> " quality no_data";
      case Quality.BAD_NO_COMMUNICATION -> " quality no_communication";
      default -> " quality 0x" + Integer.toHexString(quality);
    };
  }

  static Instant instant(long micros) {
    return Micros.instant(micros);
  }
}
