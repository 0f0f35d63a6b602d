package io.penstock.core.decode;

import java.util.Locale;

/**
 * Why input was quarantined. The {@link #code()} is a stable name: it is stored, counted and
 * documented, so a constant is never renamed.
 */
public enum Reason {
  /** Empty payload or tombstone. */
  EMPTY,
  /** Not valid JSON (RFC 8259), or more than one document where one was declared. */
  NOT_JSON,
  /** Bytes that are not valid UTF-8. */
  INVALID_UTF8,
  /** The same key twice in one JSON object (RFC 7493, 2.3). */
  DUPLICATE_KEY,
  /** A field that the plan needs is absent or null. */
  MISSING_FIELD,
  /** A value whose type is not the one its series has. */
  WRONG_TYPE,
  /** A number that overflows float64. */
  NUMBER_OUT_OF_RANGE,
  /** Nested deeper than the limit. */
  TOO_DEEP,
  /** A message, document or string over its size limit. */
  TOO_LARGE,
  /** Compressed input that expands beyond its limits. */
  COMPRESSION_BOMB,
  /** Compressed input that is cut off or damaged. */
  BAD_COMPRESSION,
  /** A text line that breaks its format's grammar (CSV, line protocol, key/value lines). */
  BAD_SYNTAX,
  /** A CSV row whose column count is not the header's. */
  COLUMN_COUNT,
  /** A SenML pack that breaks RFC 8428. */
  BAD_SENML,
  /** A timestamp that cannot be read in the declared form. */
  BAD_TIMESTAMP,
  /** A timestamp plausible in more than one unit, or in none. */
  AMBIGUOUS_TIMESTAMP,
  /** Negative, overflowing, or outside the plan's {@code earliest} and {@code latest}. */
  TIMESTAMP_OUT_OF_RANGE,
  /** Local time without an offset where no zone is declared. */
  NO_ZONE,
  /** Local time that its zone skips. */
  DST_GAP,
  /** Local time that its zone has twice, where the plan rejects that. */
  DST_OVERLAP,
  /** Relative or absent timestamp where no ingest time exists. */
  NO_INGEST_TIME,
  /** Ahead of ingest time by more than {@code maxAhead}. */
  FUTURE_TIMESTAMP,
  /** An identifier with control, bidi or zero-width characters, or an empty one. */
  BAD_IDENTIFIER,
  /** An address the catalogue does not have, or does not have at that time. */
  UNKNOWN_SERIES,
  /** More new series from one source than its quota. */
  SERIES_QUOTA,
  /** A unit that the catalogue does not expect or UCUM does not know. */
  BAD_UNIT,
  /** Text that cannot be read as a value of its series' type. */
  BAD_VALUE,
  /** A quality code that its format does not define. */
  BAD_QUALITY,
  /** A store refused the row for what it contains. */
  STORE_REFUSED;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The stable name, lower case with underscores. */
  public String code() {
    return code;
  }
}
