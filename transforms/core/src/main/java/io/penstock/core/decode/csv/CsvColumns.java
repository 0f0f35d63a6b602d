package io.penstock.core.decode.csv;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.Reason;
import io.penstock.core.decode.TextLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of a file: their names in order, and their units where a header line has them.
 *
 * @param names column names; empty for columns without one
 * @param units UCUM codes by column; empty for columns without one
 */
record CsvColumns(List<String> names, List<String> units) {
  static final CsvColumns NONE = new CsvColumns(List.of(), List.of());

  /**
   * Reads the columns from a file's header lines.
   *
   * @throws BadInput {@link Reason#BAD_SYNTAX} when a declared line is absent or broken, or a name
   *     is there twice; {@link Reason#COLUMN_COUNT} when names and units differ in number
   */
  static CsvColumns read(CsvFormat format, byte[] header) throws BadInput {
    List<String> names =
        format.namesLine() == 0
            ? format.columns()
            : cells(format, header, format.namesLine(), "names");
    requireDistinct(names);
    if (format.unitsLine() == 0) {
      return new CsvColumns(names, Collections.nCopies(names.size(), ""));
    }
    List<String> units =
        cells(format, header, format.unitsLine(), "units").stream()
            .map(text -> unit(format, text))
            .toList();
    if (units.size() != names.size()) {
      throw new BadInput(
          Reason.COLUMN_COUNT,
          "the header has " + names.size() + " names and " + units.size() + " units");
    }
    return new CsvColumns(names, units);
  }

  /** What a unit text of the file means: its alias, or else what it says. */
  static String unit(CsvFormat format, String text) {
    String trimmed = text.strip();
    return format.unitAliases().getOrDefault(trimmed, trimmed);
  }

  int count() {
    return names.size();
  }

  /** Where a column is. An empty name is no column. */
  Optional<Integer> index(String name) {
    int index = name.isEmpty() ? -1 : names.indexOf(name);
    return index < 0 ? Optional.empty() : Optional.of(index);
  }

  /**
   * Where the named columns are.
   *
   * @throws BadInput {@link Reason#MISSING_FIELD} when the file has no such column
   */
  int[] indexes(List<String> wanted) throws BadInput {
    int[] indexes = new int[wanted.size()];
    for (int i = 0; i < indexes.length; i++) {
      String name = wanted.get(i);
      indexes[i] =
          index(name)
              .orElseThrow(
                  () -> new BadInput(Reason.MISSING_FIELD, "the file has no column " + name));
    }
    return indexes;
  }

  private static void requireDistinct(List<String> names) throws BadInput {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).isEmpty() && !seen.add(names.get(i))) {
        throw new BadInput(
            Reason.BAD_SYNTAX,
            "column " + (i + 1) + " has the name of column " + (names.indexOf(names.get(i)) + 1));
      }
    }
  }

  private static List<String> cells(CsvFormat format, byte[] header, int number, String what)
      throws BadInput {
    int from = 0;
    for (int line = 1; line < number; line++) {
      from = lineEnd(header, from) + 1;
    }
    if (from >= header.length) {
      throw new BadInput(
          Reason.BAD_SYNTAX, "the header ends before line " + number + " with the " + what);
    }
    int end = lineEnd(header, from);
    CsvLine line = new CsvLine(format.delimiter());
    line.split(
        header,
        TextLine.textFrom(header, from, end),
        TextLine.textTo(header, from, end),
        Integer.MAX_VALUE);
    List<String> cells = new ArrayList<>(line.cells());
    for (int cell = 0; cell < line.cells(); cell++) {
      cells.add(line.text(cell));
    }
    return List.copyOf(cells);
  }

  private static int lineEnd(byte[] header, int from) {
    int at = Math.min(from, header.length);
    while (at < header.length && header[at] != '\n') {
      at++;
    }
    return at;
  }

  /** UTF-8 bytes of an address: the format's prefix and a name. */
  static byte[] address(CsvFormat format, String name) {
    return (format.prefix() + name).getBytes(StandardCharsets.UTF_8);
  }
}
