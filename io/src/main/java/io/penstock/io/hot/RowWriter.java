package io.penstock.io.hot;

import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.TileTable;
import io.penstock.core.tile.TileTable.SeriesName;
import io.penstock.io.sql.BinaryCopyIn;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** Writes rows of a {@link TileTable} in the order of {@link RowTable}'s columns. */
final class RowWriter {
  private final TileTable table;
  private final boolean features;
  private final byte[] dataset;
  private final byte[][] assets;
  private final byte[][] metrics;
  private final int fields;

  RowWriter(TileTable table) {
    this.table = table;
    this.features = table.dataset().kind() == Dataset.Kind.FEATURES;
    this.dataset = utf8(table.dataset().name());
    this.assets = new byte[table.series().size()][];
    this.metrics = new byte[table.series().size()][];
    // Names repeat in every row: encode them once.
    for (int i = 0; i < assets.length; i++) {
      SeriesName series = table.series().get(i);
      assets[i] = utf8(series.asset());
      metrics[i] = utf8(series.metric());
    }
    this.fields = RowTable.of(table.dataset()).fields(table.numbers().length);
  }

  void write(BinaryCopyIn out, int row) throws SQLException {
    int series = table.rowSeries()[row];
    long time = table.rowTimes()[row];
    out.row(fields);
    if (features) {
      out.text(dataset);
    }
    out.text(assets[series]);
    out.text(metrics[series]);
    out.time(time);
    if (features) {
      out.time(time + table.dataset().windowMicros());
    }
    out.int4(table.rowQualities()[row]);
    for (double[] column : table.numbers()) {
      out.number(column[row]);
    }
    if (table.rowHasText()[row] == 0) {
      out.none();
    } else {
      out.text(utf8(table.rowTexts()[row]));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
