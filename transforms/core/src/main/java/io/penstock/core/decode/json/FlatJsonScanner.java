package io.penstock.core.decode.json;

import io.penstock.core.decode.AsciiScan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The fast way through the common case: one JSON object of scalars, in printable ASCII without
 * escapes, with perhaps one wide object of scalars inside.
 *
 * <p>It either fills the {@link Row} with the very slices the strict parser would find, or
 * declines; it never decides that input is bad. Whatever it is not sure of it declines: nesting,
 * escapes, anything but printable ASCII, every breach of the grammar, keys that may be duplicates.
 * It reads each byte once and allocates nothing.
 */
final class FlatJsonScanner {
  private static final int DECLINED = -1;
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private final byte[][] keys;
  private final int[][] partsOfKey;
  private final int wideKey;
  private final int maxStringBytes;
  private final KeySet otherKeys = new KeySet();
  private final KeySet wideKeys = new KeySet();

  private byte[] b = {};
  private int to;
  private long knownKeys;
  private int keyFrom;
  private int keyTo;

  /** What the last scalar was, beside where it ended. */
  private JsonKind kind = JsonKind.ABSENT;

  private int valueFrom;
  private int valueTo;

  /** A scanner for a format that {@link #suits}. */
  FlatJsonScanner(JsonFormat format, List<Pointer> pointers) {
    List<byte[]> names = new ArrayList<>();
    List<int[]> parts = new ArrayList<>();
    for (int part = 0; part < pointers.size(); part++) {
      if (pointers.get(part).depth() > 0) {
        addPart(pointers.get(part).token(0), part, names, parts);
      }
    }
    keys = names.toArray(byte[][]::new);
    partsOfKey = parts.toArray(int[][]::new);
    wideKey =
        format.values().isEmpty() ? DECLINED : indexOf(names, pointers.get(Parts.VALUE).token(0));
    maxStringBytes = format.maxStringBytes();
  }

  /** Whether lines of a format can be flat: every part is a member of the document itself. */
  static boolean suits(JsonFormat format, List<Pointer> pointers) {
    return format.readings().isEmpty()
        && format.maxDepth() >= 2
        && pointers.size() < Long.SIZE
        && pointers.stream().allMatch(pointer -> pointer.depth() <= 1);
  }

  private static void addPart(byte[] name, int part, List<byte[]> names, List<int[]> parts) {
    int known = indexOf(names, name);
    if (known == DECLINED) {
      names.add(name);
      parts.add(new int[] {part});
    } else {
      int[] shared = parts.get(known);
      parts.set(known, Arrays.copyOf(shared, shared.length + 1));
      parts.get(known)[shared.length] = part;
    }
  }

  private static int indexOf(List<byte[]> names, byte[] name) {
    for (int i = 0; i < names.size(); i++) {
      if (Arrays.equals(names.get(i), name)) {
        return i;
      }
    }
    return DECLINED;
  }

  /**
   * Fills a row from the document in {@code [from, to)}.
   *
   * @return whether it did; if not, the row is in no state to be used
   */
  boolean scan(byte[] bytes, int from, int end, Row row) {
    b = bytes;
    to = end;
    knownKeys = 0;
    otherKeys.clear();
    row.start(bytes);
    int i = space(from);
    if (i == to || b[i] != '{') {
      return false;
    }
    do {
      i = key(i + 1);
      i = i == DECLINED ? DECLINED : field(i, row);
    } while (i != DECLINED && i < to && b[i] == ',');
    return i != DECLINED && i < to && b[i] == '}' && space(i + 1) == to;
  }

  /** Scans a key and its colon; returns where the value starts. */
  private int key(int from) {
    int quote = space(from);
    if (quote == to || b[quote] != '"') {
      return DECLINED;
    }
    keyFrom = quote + 1;
    keyTo = stringEnd(keyFrom);
    if (keyTo == DECLINED) {
      return DECLINED;
    }
    int colon = space(keyTo + 1);
    return colon < to && b[colon] == ':' ? space(colon + 1) : DECLINED;
  }

  /** Scans the value of a member of the document; returns where the next sign is. */
  private int field(int from, Row row) {
    int key = knownKey();
    if (key == DECLINED) {
      int next = otherKeys.add(b, keyFrom, keyTo) ? scalar(from) : DECLINED;
      return next == DECLINED ? DECLINED : space(next);
    }
    long bit = 1L << key;
    if ((knownKeys & bit) != 0) {
      return DECLINED;
    }
    knownKeys |= bit;
    boolean nested = key == wideKey && from < to && b[from] == '{';
    int next = nested ? wide(from, row) : scalar(from);
    if (next == DECLINED) {
      return DECLINED;
    }
    for (int part : partsOfKey[key]) {
      row.set(part, kind, valueFrom, valueTo);
    }
    return space(next);
  }

  private int knownKey() {
    int length = keyTo - keyFrom;
    for (int key = 0; key < keys.length; key++) {
      byte[] name = keys[key];
      if (name.length == length && matches(name, keyFrom)) {
        return key;
      }
    }
    return DECLINED;
  }

  private boolean matches(byte[] text, int at) {
    for (int i = 0; i < text.length; i++) {
      if (b[at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** Scans the wide object; returns what is behind its closing brace. */
  private int wide(int brace, Row row) {
    wideKeys.clear();
    int i = brace;
    do {
      i = key(i + 1);
      if (i == DECLINED || !wideKeys.add(b, keyFrom, keyTo)) {
        return DECLINED;
      }
      i = scalar(i);
      if (i == DECLINED) {
        return DECLINED;
      }
      row.addMember(keyFrom, keyTo, kind, valueFrom, valueTo);
      i = space(i);
    } while (i < to && b[i] == ',');
    kind = JsonKind.OBJECT;
    valueFrom = 0;
    valueTo = 0;
    return i < to && b[i] == '}' ? i + 1 : DECLINED;
  }

  /** Scans a scalar into {@link #kind} and its slice; returns what is behind it. */
  private int scalar(int from) {
    if (from >= to) {
      return DECLINED;
    }
    switch (b[from]) {
      case '"' -> {
        kind = JsonKind.TEXT;
        valueFrom = from + 1;
        valueTo = stringEnd(valueFrom);
        return valueTo == DECLINED ? DECLINED : valueTo + 1;
      }
      case 't' -> {
        return literal(from, TRUE, JsonKind.TRUE);
      }
      case 'f' -> {
        return literal(from, FALSE, JsonKind.FALSE);
      }
      case 'n' -> {
        return literal(from, NULL, JsonKind.NULL);
      }
      default -> {
        valueFrom = from;
        valueTo = number(from);
        return valueTo;
      }
    }
  }

  private int literal(int from, byte[] text, JsonKind literal) {
    kind = literal;
    valueFrom = from;
    valueTo = from;
    return from + text.length <= to && matches(text, from) ? from + text.length : DECLINED;
  }

  /** The closing quote of a string of printable ASCII without escapes. */
  private int stringEnd(int from) {
    int end = AsciiScan.unescapedEnd(b, from, to);
    return end < to && b[end] == '"' && end - from <= maxStringBytes ? end : DECLINED;
  }

  /** Scans a number by RFC 8259, 6; returns what is behind it. */
  private int number(int from) {
    kind = JsonKind.INTEGER;
    int first = b[from] == '-' ? from + 1 : from;
    int i = digits(first);
    if (i == first || (b[first] == '0' && i > first + 1)) {
      return DECLINED;
    }
    if (i < to && b[i] == '.') {
      kind = JsonKind.DECIMAL;
      int decimals = i + 1;
      i = digits(decimals);
      if (i == decimals) {
        return DECLINED;
      }
    }
    if (i < to && (b[i] | 0x20) == 'e') {
      kind = JsonKind.DECIMAL;
      int sign = i + 1;
      int exponent = sign < to && (b[sign] == '-' || b[sign] == '+') ? sign + 1 : sign;
      i = digits(exponent);
      return i == exponent ? DECLINED : i;
    }
    return i;
  }

  private int digits(int from) {
    int i = from;
    while (i < to && b[i] >= '0' && b[i] <= '9') {
      i++;
    }
    return i;
  }

  private int space(int from) {
    int i = from;
    while (i < to && (b[i] == ' ' || b[i] == '\t' || b[i] == '\n' || b[i] == '\r')) {
      i++;
    }
    return i;
  }
}
