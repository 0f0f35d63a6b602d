package io.penstock.core.decode.csv;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.Reason;
import io.penstock.core.time.EventTime;
import io.penstock.core.time.TimeReader;

/**
 * Reads a row's timestamp, which may be spread over several cells, and its ingest time. Spaces
 * around the cells do not count.
 */
final class RowTime {
  private final TimeReader reader;
  private final int[] timeCells;
  private final int[] ingestCells;
  private final CellJoin joined = new CellJoin("", ' ');
  private final EventTime ingest = new EventTime();

  /**
   * Reads these cells.
   *
   * @param ingestCells one cell, or none
   */
  RowTime(TimeReader reader, int[] timeCells, int[] ingestCells) {
    this.reader = reader;
    this.timeCells = timeCells;
    this.ingestCells = ingestCells;
  }

  /**
   * Reads the device's time.
   *
   * @throws BadInput {@link Reason#MISSING_FIELD} when all its cells are blank, or what {@link
   *     TimeReader#read} throws
   */
  void read(CsvLine line, EventTime out) throws BadInput {
    if (timeCells.length == 1) {
      int cell = timeCells[0];
      requirePresent(line.isBlank(cell));
      reader.read(line.bytes(cell), line.trimmedFrom(cell), line.trimmedTo(cell), out);
      return;
    }
    joined.startEmpty();
    boolean blank = true;
    for (int cell : timeCells) {
      blank &= line.isBlank(cell);
      joined.add(line.bytes(cell), line.trimmedFrom(cell), line.trimmedTo(cell));
    }
    requirePresent(blank);
    reader.read(joined.bytes(), joined.from(), joined.to(), out);
  }

  /**
   * The row's own ingest time, or its message's when the row has none.
   *
   * @throws BadInput what {@link TimeReader#read} throws
   */
  long ingestMicros(CsvLine line, long messageIngestMicros) throws BadInput {
    if (ingestCells.length == 0 || line.isBlank(ingestCells[0])) {
      return messageIngestMicros;
    }
    int cell = ingestCells[0];
    reader.read(line.bytes(cell), line.trimmedFrom(cell), line.trimmedTo(cell), ingest);
    return ingest.micros;
  }

  private static void requirePresent(boolean blank) throws BadInput {
    if (blank) {
      throw new BadInput(Reason.MISSING_FIELD, "the row has no time");
    }
  }
}
