package io.penstock.pipelines.plan;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.penstock.core.plan.Shown;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A catalogue as CSV (RFC 4180) with a header; columns in any order, empty cells are absent. */
final class CsvCatalogue {
  private final SettingsFile file;
  private final List<CatalogueCells> rows = new ArrayList<>();

  private CsvCatalogue(SettingsFile file) {
    this.file = file;
  }

  static List<CatalogueCells> rows(String csv, SettingsFile file) {
    CsvCatalogue catalogue = new CsvCatalogue(file);
    catalogue.read(csv);
    return catalogue.rows;
  }

  private void read(String csv) {
    CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .skipEmptyLines(true)
            .ignoreDifferentFieldCount(true) // so that every such row is reported, see row()
            .acceptCharsAfterQuotes(false)
            .ofCsvRecord(csv);
    long line = 0;
    try {
      List<Optional<CatalogueColumn>> header = List.of();
      for (CsvRecord record : reader) {
        line = record.getStartingLineNumber();
        if (header.isEmpty()) {
          header = header(record);
        } else if (hasRequired(header)) {
          row(record, header);
        }
      }
      if (line == 0) {
        file.fault(1, "must have a header");
      }
    } catch (CsvParseException broken) {
      Throwable cause = broken.getCause() == null ? broken : broken.getCause();
      file.note(
          (int) line + 1, SettingsFile.THE_FILE, "must be CSV (RFC 4180): " + cause.getMessage());
    }
  }

  private List<Optional<CatalogueColumn>> header(CsvRecord record) {
    List<Optional<CatalogueColumn>> header = new ArrayList<>();
    for (String name : record.getFields()) {
      Optional<CatalogueColumn> column = CatalogueColumn.named(name);
      if (column.isEmpty()) {
        String nearest = NearestName.of(name, CatalogueColumn.headers());
        file.fault(1, Shown.text(name), "is not known; the nearest known column is " + nearest);
      } else if (header.contains(column)) {
        file.fault(1, name, "is given twice");
      }
      header.add(column);
    }
    for (CatalogueColumn required : CatalogueColumn.REQUIRED) {
      if (!header.contains(Optional.of(required))) {
        file.fault(1, required.header(), "must be a column");
      }
    }
    return header;
  }

  private static boolean hasRequired(List<Optional<CatalogueColumn>> header) {
    return CatalogueColumn.REQUIRED.stream().map(Optional::of).allMatch(header::contains);
  }

  private void row(CsvRecord record, List<Optional<CatalogueColumn>> header) {
    int line = (int) record.getStartingLineNumber();
    if (record.getFieldCount() != header.size()) {
      file.fault(
          line,
          "the row",
          "must have " + header.size() + " cells, but has: " + record.getFieldCount());
      return;
    }
    Map<CatalogueColumn, String> cells = new EnumMap<>(CatalogueColumn.class);
    for (int i = 0; i < header.size(); i++) {
      String cell = record.getField(i);
      header.get(i).filter(column -> !cell.isEmpty()).ifPresent(column -> cells.put(column, cell));
    }
    rows.add(new CatalogueCells(file, line, "", cells, Set.of()));
  }
}
