package io.penstock.core.decode.csv;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.DecodedReading;
import io.penstock.core.decode.ReadingSink;
import io.penstock.core.decode.Reason;
import io.penstock.core.quality.Quality;
import io.penstock.core.quality.QualityDialect;
import io.penstock.core.time.EventTime;
import io.penstock.core.time.TimeReader;
import java.util.List;

/**
 * Reads a row that is one reading. An empty value is an empty text, unless the format lists the
 * empty text as missing. "No value" keeps a Bad quality of the row, which says more than Bad_NoData
 * does.
 */
final class LongRow implements RowReader {
  private final RowTime rowTime;
  private final int[] addressCells;
  private final int valueCell;
  private final int[] qualityCells;
  private final QualityDialect qualityCodes;
  private final int[] unitCells;
  private final MissingTexts missing;
  private final UnitTexts unitTexts;
  private final CellJoin address;
  private final byte decimalSign;
  private final EventTime time = new EventTime();
  private final DecodedReading reading = new DecodedReading();

  /**
   * Reads rows of these columns.
   *
   * @throws BadInput {@link Reason#MISSING_FIELD} when a declared column is not among them
   */
  LongRow(CsvFormat format, CsvColumns columns, TimeReader times) throws BadInput {
    rowTime =
        new RowTime(times, columns.indexes(format.time()), optional(columns, format.ingest()));
    addressCells = columns.indexes(format.address());
    valueCell = columns.indexes(List.of(format.value()))[0];
    qualityCells = optional(columns, format.quality());
    qualityCodes = format.qualityCodes();
    unitCells = optional(columns, format.unit());
    missing = new MissingTexts(format.missing(), format.decimalSign());
    unitTexts = new UnitTexts(format);
    address = new CellJoin(format.prefix(), '/');
    decimalSign = (byte) format.decimalSign();
  }

  @Override
  public void read(CsvLine line, long messageIngestMicros, ReadingSink sink) throws BadInput {
    rowTime.read(line, time);
    reading.ingestMicros = rowTime.ingestMicros(line, messageIngestMicros);
    reading.clear();
    address.startEmpty();
    for (int cell : addressCells) {
      address.add(line.bytes(cell), line.from(cell), line.to(cell));
    }
    reading.address(address.bytes(), address.from(), address.to());
    reading.deviceMicros = time.micros;
    reading.quality = Quality.worse(quality(line), time.quality);
    if (unitCells.length > 0) {
      int cell = unitCells[0];
      reading.unit = unitTexts.unit(line.bytes(cell), line.from(cell), line.to(cell));
    }
    value(line);
    sink.accept(reading);
  }

  private void value(CsvLine line) {
    byte[] bytes = line.bytes(valueCell);
    if (missing.contains(bytes, line.trimmedFrom(valueCell), line.trimmedTo(valueCell))) {
      reading.none(Quality.isBad(reading.quality) ? reading.quality : Quality.BAD_NO_DATA);
    } else {
      reading.token(bytes, line.from(valueCell), line.to(valueCell));
      reading.decimalSign = decimalSign;
    }
  }

  /** The row's quality; Good where it has no such column or leaves it blank. */
  private int quality(CsvLine line) throws BadInput {
    if (qualityCells.length == 0 || line.isBlank(qualityCells[0])) {
      return Quality.GOOD;
    }
    int cell = qualityCells[0];
    return QualityCell.read(
        line.bytes(cell), line.trimmedFrom(cell), line.trimmedTo(cell), qualityCodes);
  }

  private static int[] optional(CsvColumns columns, String name) throws BadInput {
    return columns.indexes(name.isEmpty() ? List.of() : List.of(name));
  }
}
