package io.penstock.io.archive;

import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.TileTable;
import io.penstock.core.tile.TileTable.SeriesName;
import io.penstock.io.parquet.ParquetEncoding.RowEncoder;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** The rows of a table as Parquet fields, in the order of {@link ArchiveSchema}. */
final class TableRows implements RowEncoder {
  private final TileTable table;
  private final Binary[] assets;
  private final Binary[] metrics;
  private final List<String> numberColumns;
  private final boolean features;

  TableRows(TileTable table) {
    this.table = table;
    this.assets = names(table, Part.ASSET);
    this.metrics = names(table, Part.METRIC);
    this.numberColumns = table.dataset().numberColumns();
    this.features = table.dataset().kind() == Dataset.Kind.FEATURES;
  }

  @Override
  public void encode(RecordConsumer out, int row) {
    int series = table.rowSeries()[row];
    text(out, ArchiveSchema.ASSET, 0, assets[series]);
    text(out, ArchiveSchema.METRIC, 1, metrics[series]);
    if (features) {
      feature(out, row);
    } else {
      measurement(out, row);
    }
  }

  private void measurement(RecordConsumer out, int row) {
    time(out, ArchiveSchema.TIME, 2, table.rowTimes()[row]);
    number(out, ArchiveSchema.VALUE, 3, table.numbers()[0][row]);
    if (table.rowHasText()[row] != 0) {
      text(out, ArchiveSchema.TEXT, 4, Binary.fromString(table.rowTexts()[row]));
    }
    quality(out, 5, table.rowQualities()[row]);
  }

  private void feature(RecordConsumer out, int row) {
    long start = table.rowTimes()[row];
    time(out, ArchiveSchema.WINDOW_START, 2, start);
    time(out, ArchiveSchema.WINDOW_END, 3, start + table.dataset().windowMicros());
    quality(out, 4, table.rowQualities()[row]);
    int columns = numberColumns.size();
    for (int i = 0; i < columns; i++) {
      number(out, numberColumns.get(i), 5 + i, table.numbers()[i][row]);
    }
    if (table.rowHasText()[row] != 0) {
      text(out, ArchiveSchema.STATES, 5 + columns, Binary.fromString(table.rowTexts()[row]));
    }
  }

  private enum Part {
    ASSET,
    METRIC
  }

  private static Binary[] names(TileTable table, Part part) {
    Binary[] names = new Binary[table.series().size()];
    for (int i = 0; i < names.length; i++) {
      SeriesName name = table.series().get(i);
      names[i] = Binary.fromString(part == Part.ASSET ? name.asset() : name.metric());
    }
    return names;
  }

  private static void text(RecordConsumer out, String field, int index, Binary value) {
    out.startField(field, index);
    out.addBinary(value);
    out.endField(field, index);
  }

  private static void time(RecordConsumer out, String field, int index, long micros) {
    out.startField(field, index);
    out.addLong(micros);
    out.endField(field, index);
  }

  private static void number(RecordConsumer out, String field, int index, double value) {
    if (!Double.isNaN(value)) {
      out.startField(field, index);
      out.addDouble(value);
      out.endField(field, index);
    }
  }

  private static void quality(RecordConsumer out, int index, int quality) {
    out.startField(ArchiveSchema.QUALITY, index);
    out.addInteger(quality);
    out.endField(ArchiveSchema.QUALITY, index);
  }
}
