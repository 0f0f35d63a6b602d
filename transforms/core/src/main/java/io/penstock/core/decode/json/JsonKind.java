package io.penstock.core.decode.json;

/** What a JSON value is; numbers are told apart by whether they are written as integers. */
enum JsonKind {
  ABSENT,
  NULL,
  TRUE,
  FALSE,
  INTEGER,
  DECIMAL,
  TEXT,
  OBJECT,
  ARRAY;

  /** Whether there is nothing to read: the value is absent or null. */
  boolean isMissing() {
    return this == ABSENT || this == NULL;
  }
}
