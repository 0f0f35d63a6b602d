package io.penstock.core.decode.csv;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.ReadingSink;

/** Turns the cells of one row, as many as there are columns, into readings. */
interface RowReader {
  /**
   * Reads a row.
   *
   * @param messageIngestMicros ingest time of the raw message the row is part of
   * @throws BadInput when the row as a whole cannot be read
   */
  void read(CsvLine line, long messageIngestMicros, ReadingSink sink) throws BadInput;
}
