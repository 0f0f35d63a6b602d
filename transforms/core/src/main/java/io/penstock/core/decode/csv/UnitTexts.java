package io.penstock.core.decode.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The UCUM codes of unit cells. Files repeat few units, so the last text seen for each hash is kept
 * with its code, and most cells cost no new string.
 */
final class UnitTexts {
  private static final int SLOTS = 64;

  private final CsvFormat format;
  private final byte[][] texts = new byte[SLOTS][];
  private final String[] units = new String[SLOTS];

  UnitTexts(CsvFormat format) {
    this.format = format;
    Arrays.fill(texts, new byte[0]);
    Arrays.fill(units, CsvColumns.unit(format, ""));
  }

  /** The unit that the text in {@code [from, to)} means. */
  String unit(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = Math.floorMod(hash, SLOTS);
    byte[] text = texts[slot];
    if (!Arrays.equals(bytes, from, to, text, 0, text.length)) {
      texts[slot] = Arrays.copyOfRange(bytes, from, to);
      units[slot] = CsvColumns.unit(format, new String(texts[slot], StandardCharsets.UTF_8));
    }
    return units[slot];
  }
}
