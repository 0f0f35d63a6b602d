package io.penstock.io.hot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.penstock.core.decode.Reason;
import io.penstock.core.tile.TileTable;
import io.penstock.core.tile.TileTable.AssetTile;
import io.penstock.io.quarantine.QuarantineEntry;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * The quarantine entry of an asset-tile that the database would not take: its rows as JSON lines.
 * The readings themselves are in raw; this is for people.
 */
final class RefusedTile {
  private static final JsonFactory JSON = new JsonFactory();

  private RefusedTile() {}

  static QuarantineEntry entry(TileIndex index, int tile, SQLException cause) {
    TileTable table = index.table();
    AssetTile refused = index.tile(tile);
    return QuarantineEntry.of(
        table.plan(),
        table.dataset().name() + "/" + refused.asset(),
        refused.tileStart(),
        0,
        Reason.STORE_REFUSED.code(),
        "SQLSTATE " + cause.getSQLState() + ": " + message(cause),
        lines(index, tile).getBytes(StandardCharsets.UTF_8));
  }

  /** The server's own first line, without the detail, which may quote the data. */
  private static String message(SQLException cause) {
    if (cause instanceof PSQLException fromServer) {
      ServerErrorMessage message = fromServer.getServerErrorMessage();
      if (message != null && message.getMessage() != null) {
        return message.getMessage();
      }
    }
    return String.valueOf(cause.getMessage());
  }

  private static String lines(TileIndex index, int tile) {
    // Through characters: written as bytes, Jackson would throw at an unpaired surrogate.
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.setRootValueSeparator(null);
      for (int i = 0; i < index.rows(tile); i++) {
        write(json, index.table(), index.row(tile, i));
        json.writeRaw('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, TileTable table, int row) throws IOException {
    json.writeStartObject();
    json.writeStringField("metric", table.series().get(table.rowSeries()[row]).metric());
    json.writeNumberField("time", table.rowTimes()[row]);
    json.writeNumberField("quality", table.rowQualities()[row]);
    List<String> columns = table.dataset().numberColumns();
    for (int column = 0; column < columns.size(); column++) {
      double value = table.numbers()[column][row];
      if (!Double.isNaN(value)) {
        json.writeNumberField(columns.get(column), value);
      }
    }
    if (table.rowHasText()[row] != 0) {
      json.writeStringField("text", table.rowTexts()[row]);
    }
    json.writeEndObject();
  }
}
