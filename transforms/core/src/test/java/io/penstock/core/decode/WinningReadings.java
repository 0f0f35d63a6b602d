package io.penstock.core.decode;

import io.penstock.core.dedup.Deduplication;
import io.penstock.core.model.Series;
import io.penstock.core.model.ValueType;
import io.penstock.core.normalise.Normalisation;
import io.penstock.core.normalise.NormalisedSeries;
import io.penstock.core.tile.SeriesTable;
import java.util.ArrayList;
import java.util.List;

/** What is left of received readings after deduplication and normalisation, a line each. */
final class WinningReadings implements Deduplication.Fates {
  private final List<String> lines = new ArrayList<>();
  private long admitted;
  private long duplicates;
  private long conflicts;

  private WinningReadings() {}

  static WinningReadings of(SeriesTable table, ReceivedLines received) {
    WinningReadings winners = new WinningReadings();
    for (int number = 0; number < table.size(); number++) {
      int series = number;
      List<ReceivedLines.Passed> own =
          received.passed().stream().filter(reading -> reading.series() == series).toList();
      if (!own.isEmpty()) {
        winners.add(received.name(series), table.get(series), own);
      }
    }
    return winners;
  }

  List<String> lines() {
    return lines;
  }

  long admitted() {
    return admitted;
  }

  long duplicates() {
    return duplicates;
  }

  long conflicts() {
    return conflicts;
  }

  private void add(String name, Series series, List<ReceivedLines.Passed> readings) {
    NormalisedSeries normalised =
        Normalisation.apply(
            new Deduplication()
                .apply(series, columns(series, readings), Long.MIN_VALUE, Long.MAX_VALUE, this));
    for (int i = 0; i < normalised.size(); i++) {
      double value = normalised.values()[i];
      String shown = Double.toString(value);
      if (Double.isNaN(value)) {
        shown = "none";
      } else if (series.type() == ValueType.TEXT) {
        shown = "\"" + normalised.texts()[(int) value] + "\"";
      }
      lines.add(
          name
              + " @ "
              + ReceivedLines.instant(normalised.times()[i])
              + " = "
              + shown
              + ReceivedLines.shownQuality(normalised.qualities()[i]));
    }
  }

  /** Texts are distinct, as the span's are, and referred to by index + 1. */
  private static Deduplication.Columns columns(Series series, List<ReceivedLines.Passed> readings) {
    boolean text = series.type() == ValueType.TEXT;
    List<String> texts =
        readings.stream()
            .filter(reading -> text && reading.bits() != 0)
            .map(ReceivedLines.Passed::text)
            .distinct()
            .toList();
    return new Deduplication.Columns(
        readings.stream().mapToLong(ReceivedLines.Passed::eventMicros).toArray(),
        readings.stream()
            .mapToLong(r -> text && r.bits() != 0 ? texts.indexOf(r.text()) + 1 : r.bits())
            .toArray(),
        readings.stream().mapToInt(ReceivedLines.Passed::quality).toArray(),
        new short[readings.size()],
        texts.toArray(String[]::new),
        0,
        readings.size());
  }

  @Override
  public void admitted(int source) {
    admitted++;
  }

  @Override
  public void duplicate(int source) {
    duplicates++;
  }

  @Override
  public void conflictLost(int source) {
    conflicts++;
  }
}
