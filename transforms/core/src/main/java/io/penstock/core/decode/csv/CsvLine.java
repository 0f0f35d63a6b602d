package io.penstock.core.decode.csv;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.Excerpt;
import io.penstock.core.decode.Reason;
import io.penstock.core.decode.TextLine;
import io.penstock.core.decode.Utf8Check;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One line split into cells (RFC 4180, section 2), as slices of bytes.
 *
 * <p>A cell is quoted as a whole or not at all; a quote inside a quoted cell is doubled; a quote
 * anywhere else is a fault. Spaces belong to their cell. A quoted cell ends on its line.
 *
 * <p>A mutable carrier, reused for every line. Slices hold until the next {@link #split}.
 */
final class CsvLine {
  private static final byte QUOTE = '"';
  private static final byte[] NO_BYTES = {};

  private final byte delimiter;
  private byte[] line = NO_BYTES;

  /** Cells that held doubled quotes, with single ones. */
  private byte[] unescaped = NO_BYTES;

  private int unescapedTo;
  private int[] from = new int[32];
  private int[] to = new int[32];
  private boolean[] isUnescaped = new boolean[32];
  private int cells;

  CsvLine(char delimiter) {
    this.delimiter = (byte) delimiter;
  }

  /**
   * Whether a line holds nothing but delimiters and spaces: a row that a spreadsheet left empty.
   */
  static boolean isBlank(byte[] bytes, int from, int to, char delimiter) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b != delimiter && b != ' ' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  /**
   * Splits {@code [lineFrom, lineTo)}. Cells beyond {@code maxCells} are checked and counted, and
   * not kept.
   *
   * @throws BadInput {@link Reason#BAD_SYNTAX} or {@link Reason#INVALID_UTF8}
   */
  void split(byte[] bytes, int lineFrom, int lineTo, int maxCells) throws BadInput {
    Utf8Check.require(bytes, lineFrom, lineTo);
    line = bytes;
    unescapedTo = 0;
    cells = 0;
    int at = lineFrom;
    while (true) {
      reserve(maxCells);
      at = at < lineTo && bytes[at] == QUOTE ? quoted(at, lineTo) : plain(at, lineTo);
      cells++;
      if (at == lineTo) {
        return;
      }
      at++;
    }
  }

  /** How many cells the line has. */
  int cells() {
    return cells;
  }

  /** The bytes that hold a cell at {@code [from, to)}. */
  byte[] bytes(int cell) {
    return isUnescaped[cell] ? unescaped : line;
  }

  int from(int cell) {
    return from[cell];
  }

  int to(int cell) {
    return to[cell];
  }

  /** Where a cell starts, without the spaces before its text. */
  int trimmedFrom(int cell) {
    return TextLine.trimFrom(bytes(cell), from[cell], to[cell]);
  }

  /** Where a cell ends, without the spaces after its text; never before {@link #trimmedFrom}. */
  int trimmedTo(int cell) {
    return TextLine.trimTo(bytes(cell), trimmedFrom(cell), to[cell]);
  }

  /** Whether a cell holds nothing but spaces. */
  boolean isBlank(int cell) {
    return trimmedFrom(cell) == to[cell];
  }

  String text(int cell) {
    return new String(bytes(cell), from[cell], to[cell] - from[cell], StandardCharsets.UTF_8);
  }

  private int plain(int cellFrom, int lineTo) throws BadInput {
    int at = cellFrom;
    while (at < lineTo && line[at] != delimiter) {
      if (line[at] == QUOTE) {
        throw fault("a quote inside an unquoted cell", cellFrom, lineTo);
      }
      at++;
    }
    keep(cellFrom, at, false);
    return at;
  }

  private int quoted(int cellFrom, int lineTo) throws BadInput {
    int start = unescapedTo;
    int copiedTo = cellFrom + 1;
    int at = cellFrom + 1;
    while (true) {
      while (at < lineTo && line[at] != QUOTE) {
        at++;
      }
      if (at == lineTo) {
        throw fault("a quoted cell without its closing quote", cellFrom, lineTo);
      }
      if (at + 1 == lineTo || line[at + 1] != QUOTE) {
        break;
      }
      unescape(copiedTo, at + 1);
      copiedTo = at + 2;
      at += 2;
    }
    if (at + 1 < lineTo && line[at + 1] != delimiter) {
      throw fault("text after a closing quote", cellFrom, lineTo);
    }
    if (copiedTo == cellFrom + 1) {
      keep(copiedTo, at, false);
    } else {
      unescape(copiedTo, at);
      keep(start, unescapedTo, true);
    }
    return at + 1;
  }

  private void unescape(int copyFrom, int copyTo) {
    int length = copyTo - copyFrom;
    if (unescapedTo + length > unescaped.length) {
      unescaped = Arrays.copyOf(unescaped, Math.max(256, 2 * (unescapedTo + length)));
    }
    System.arraycopy(line, copyFrom, unescaped, unescapedTo, length);
    unescapedTo += length;
  }

  private void keep(int cellFrom, int cellTo, boolean escaped) {
    if (cells < from.length) {
      from[cells] = cellFrom;
      to[cells] = cellTo;
      isUnescaped[cells] = escaped;
    }
  }

  /** Makes room for one more cell, up to the most that will be kept. */
  private void reserve(int maxCells) {
    if (cells == from.length && cells < maxCells) {
      int capacity = Math.min(maxCells, 2 * cells);
      from = Arrays.copyOf(from, capacity);
      to = Arrays.copyOf(to, capacity);
      isUnescaped = Arrays.copyOf(isUnescaped, capacity);
    }
  }

  private BadInput fault(String what, int cellFrom, int lineTo) {
    String where = ", in cell " + (cells + 1) + ": ";
    return new BadInput(Reason.BAD_SYNTAX, what + where + Excerpt.of(line, cellFrom, lineTo));
  }
}
