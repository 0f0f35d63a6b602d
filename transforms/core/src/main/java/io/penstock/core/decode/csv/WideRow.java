package io.penstock.core.decode.csv;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.DecodedReading;
import io.penstock.core.decode.ReadingSink;
import io.penstock.core.decode.Reason;
import io.penstock.core.quality.Quality;
import io.penstock.core.time.EventTime;
import io.penstock.core.time.TimeReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Reads a row with one reading per series column. A blank cell is no value. A column without a name
 * is no series: its cells should be blank, and one that is not is rejected alone.
 */
final class WideRow implements RowReader {
  private final RowTime rowTime;
  private final int[] series;
  private final int[] nameless;
  private final byte[][] addresses;
  private final String[] units;
  private final MissingTexts missing;
  private final byte decimalSign;
  private final EventTime time = new EventTime();
  private final DecodedReading reading = new DecodedReading();

  /**
   * Reads rows of these columns.
   *
   * @throws BadInput {@link Reason#MISSING_FIELD} when the time's columns are not among them
   */
  WideRow(CsvFormat format, CsvColumns columns, TimeReader times) throws BadInput {
    List<String> ingest = format.ingest().isEmpty() ? List.of() : List.of(format.ingest());
    rowTime = new RowTime(times, columns.indexes(format.time()), columns.indexes(ingest));
    Set<String> other = new HashSet<>(format.ignore());
    other.addAll(format.time());
    other.addAll(ingest);
    List<String> names = columns.names();
    nameless = IntStream.range(0, names.size()).filter(i -> names.get(i).isEmpty()).toArray();
    series =
        IntStream.range(0, names.size())
            .filter(i -> !names.get(i).isEmpty() && !other.contains(names.get(i)))
            .toArray();
    addresses = new byte[series.length][];
    units = new String[series.length];
    for (int i = 0; i < series.length; i++) {
      addresses[i] = CsvColumns.address(format, names.get(series[i]));
      units[i] = columns.units().get(series[i]);
    }
    missing = new MissingTexts(format.missing(), format.decimalSign());
    decimalSign = (byte) format.decimalSign();
  }

  @Override
  public void read(CsvLine line, long messageIngestMicros, ReadingSink sink) throws BadInput {
    rowTime.read(line, time);
    reading.ingestMicros = rowTime.ingestMicros(line, messageIngestMicros);
    for (int i = 0; i < series.length; i++) {
      reading.clear();
      reading.address(addresses[i], 0, addresses[i].length);
      reading.deviceMicros = time.micros;
      reading.quality = time.quality;
      reading.unit = units[i];
      value(line, series[i]);
      sink.accept(reading);
    }
    for (int cell : nameless) {
      if (!line.isBlank(cell)) {
        sink.reject(
            new BadInput(
                Reason.BAD_IDENTIFIER, "a value in column " + (cell + 1) + ", which has no name"));
      }
    }
  }

  private void value(CsvLine line, int cell) {
    byte[] bytes = line.bytes(cell);
    int textFrom = line.trimmedFrom(cell);
    int textTo = line.trimmedTo(cell);
    if (textFrom == textTo || missing.contains(bytes, textFrom, textTo)) {
      reading.none(Quality.BAD_NO_DATA);
    } else {
      reading.token(bytes, line.from(cell), line.to(cell));
      reading.decimalSign = decimalSign;
    }
  }
}
