package io.penstock.core.decode.csv;

import io.penstock.core.decode.Canonical;
import io.penstock.core.decode.Format;
import io.penstock.core.decode.MessageDecoder;
import io.penstock.core.quality.QualityDialect;
import io.penstock.core.time.TimeRule;
import java.util.List;
import java.util.Map;

/**
 * Delimited rows (RFC 4180; a quoted field may not hold a newline, so that files can be cut at any
 * line), long or wide.
 *
 * <p>Column names come from the header line {@code namesLine}, or from {@code columns} where the
 * file has none or a wrong one. In a wide file every column that is neither time, ingest nor
 * ignored is a series, and its name is its address; in a long file each row is one reading.
 *
 * <p>A row of nothing but delimiters and spaces is no message. A blank cell of a wide row is "no
 * value"; in a long row it is an empty text, unless the empty text is listed as missing. Spaces
 * belong to names and values (RFC 4180, 2.4) and not to times, units and qualities. A quality is
 * {@code Good}, {@code Uncertain} or {@code Bad} in any case, or a code that {@code qualityCodes}
 * defines, in decimal or {@code 0x} hexadecimal.
 *
 * @param prefix put before every address
 * @param delimiter between fields, ASCII
 * @param decimalSign of numbers: a point or a comma
 * @param headerLines lines at the head of a file that are not rows
 * @param namesLine which of them holds the column names, 1-based; 0 when {@code columns} does
 * @param unitsLine which of them holds the units, 1-based; 0 for none
 * @param columns column names; empty when {@code namesLine} gives them
 * @param layout long or wide
 * @param time columns whose texts, joined by one space, are the timestamp
 * @param address long: columns whose texts, joined by {@code /}, are the address
 * @param value long: the value's column
 * @param quality long: the quality's column, empty for none
 * @param qualityCodes what numbers in the quality's column mean
 * @param unit long: the unit's column, empty for none
 * @param ingest the ingest time's column, empty for none
 * @param ignore wide: columns that are not series
 * @param missing texts that mean "no value", compared exactly after trimming spaces; a number among
 *     them also matches its other spellings (-9999 and -9999.0)
 * @param unitAliases what the file's unit texts mean, as UCUM codes; an alias of an empty text
 *     leaves the unit out
 * @param timeRule how times are written
 */
public record CsvFormat(
    String prefix,
    char delimiter,
    char decimalSign,
    int headerLines,
    int namesLine,
    int unitsLine,
    List<String> columns,
    Layout layout,
    List<String> time,
    List<String> address,
    String value,
    String quality,
    QualityDialect qualityCodes,
    String unit,
    String ingest,
    List<String> ignore,
    List<String> missing,
    Map<String, String> unitAliases,
    TimeRule timeRule)
    implements Format {

  /** Whether a row is one reading or many. */
  public enum Layout {
    /** One reading per row. */
    LONG,
    /** One reading per row and series column. */
    WIDE
  }

  /** Copies the collections. */
  public CsvFormat {
    columns = List.copyOf(columns);
    time = List.copyOf(time);
    address = List.copyOf(address);
    ignore = List.copyOf(ignore);
    missing = List.copyOf(missing);
    unitAliases = Map.copyOf(unitAliases);
  }

  @Override
  public Framing framing() {
    return Framing.LINES;
  }

  @Override
  public MessageDecoder newDecoder() {
    return new CsvDecoder(this);
  }

  @Override
  public String canonical() {
    return Canonical.of("csv")
        .text(prefix)
        .number(delimiter)
        .number(decimalSign)
        .number(headerLines)
        .number(namesLine)
        .number(unitsLine)
        .texts(columns)
        .choice(layout)
        .texts(time)
        .texts(address)
        .text(value)
        .text(quality)
        .choice(qualityCodes)
        .text(unit)
        .text(ingest)
        .texts(ignore)
        .texts(missing)
        .map(unitAliases)
        .text(timeRule.canonical())
        .toString();
  }
}
