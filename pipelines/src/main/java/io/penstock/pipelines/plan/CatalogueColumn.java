package io.penstock.pipelines.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The columns of a catalogue; their names are the same in CSV and YAML. */
enum CatalogueColumn {
  ADDRESS(Kind.TEXT),
  ASSET(Kind.TEXT),
  METRIC(Kind.TEXT),
  TYPE(Kind.TEXT),
  SOURCE_UNIT(Kind.TEXT),
  UNIT(Kind.TEXT),
  SCALE(Kind.NUMBER),
  OFFSET(Kind.NUMBER),
  CLOCK_OFFSET(Kind.TEXT),
  LOW(Kind.NUMBER),
  HIGH(Kind.NUMBER),
  STEPPED(Kind.TRUTH),
  PERIOD(Kind.TEXT),
  MAX_GAP(Kind.TEXT),
  VALID_FROM(Kind.TEXT),
  VALID_TO(Kind.TEXT);

  /** How YAML writes a column. */
  enum Kind {
    TEXT,
    NUMBER,
    TRUTH
  }

  /** Columns without which a row means nothing. */
  static final List<CatalogueColumn> REQUIRED = List.of(ADDRESS, ASSET, METRIC);

  private final String header = name().toLowerCase(Locale.ROOT);
  private final Kind kind;

  CatalogueColumn(Kind kind) {
    this.kind = kind;
  }

  /** The name in files. */
  String header() {
    return header;
  }

  Kind kind() {
    return kind;
  }

  static Optional<CatalogueColumn> named(String header) {
    return Arrays.stream(values()).filter(column -> column.header.equals(header)).findFirst();
  }

  static List<String> headers() {
    return Arrays.stream(values()).map(CatalogueColumn::header).toList();
  }
}
