package io.penstock.core.decode.csv;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.MessageDecoder;
import io.penstock.core.decode.RawMessage;
import io.penstock.core.decode.ReadingSink;
import io.penstock.core.decode.Reason;
import io.penstock.core.decode.TextLine;
import io.penstock.core.time.TimeReader;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads delimited rows. A row without any text, such as spreadsheets leave behind, is no message.
 *
 * <p>What a header means is worked out once and kept while messages bring the same header.
 */
final class CsvDecoder implements MessageDecoder {
  private final CsvFormat format;
  private final TimeReader times;
  private final CsvLine line;

  private byte[] header = {};
  private Optional<RowReader> rows = Optional.empty();
  private CsvColumns columns = CsvColumns.NONE;
  private long messageIngestMicros = RawMessage.NO_INGEST_TIME;

  CsvDecoder(CsvFormat format) {
    this.format = format;
    times = TimeReader.of(format.timeRule());
    line = new CsvLine(format.delimiter());
  }

  @Override
  public void start(RawMessage raw) throws BadInput {
    messageIngestMicros = raw.ingestMicros();
    if (rows.isPresent() && (raw.header() == header || Arrays.equals(raw.header(), header))) {
      return;
    }
    rows = Optional.empty();
    columns = CsvColumns.read(format, raw.header());
    rows =
        Optional.of(
            switch (format.layout()) {
              case WIDE -> new WideRow(format, columns, times);
              case LONG -> new LongRow(format, columns, times);
            });
    header = raw.header();
  }

  @Override
  public void decode(byte[] bytes, int from, int to, ReadingSink sink) throws BadInput {
    int start = TextLine.textFrom(bytes, from, to);
    int end = TextLine.textTo(bytes, start, to);
    if (CsvLine.isBlank(bytes, start, end, format.delimiter())) {
      return;
    }
    line.split(bytes, start, end, columns.count());
    if (rows.isEmpty() || line.cells() != columns.count()) {
      throw new BadInput(
          Reason.COLUMN_COUNT,
          "the row has " + line.cells() + " cells, the file " + columns.count() + " columns");
    }
    rows.get().read(line, messageIngestMicros, sink);
  }
}
