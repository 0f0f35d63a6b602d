package io.penstock.core.tile;

/** One reading for tests: series by catalogue ordinal; a text is given by {@code text}. */
record PlantReading(int source, int series, long event, long bits, String text, int quality) {
  static final String NO_TEXT = "";

  boolean isText() {
    return !text.equals(NO_TEXT);
  }
}
