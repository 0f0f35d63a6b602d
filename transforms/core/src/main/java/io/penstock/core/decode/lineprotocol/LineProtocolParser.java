package io.penstock.core.decode.lineprotocol;

import static io.penstock.core.decode.Reason.BAD_SYNTAX;
import static io.penstock.core.decode.Reason.INVALID_UTF8;

import io.penstock.core.decode.BadInput;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads points from line protocol text, byte by byte: any number of lines, comments and blank lines
 * among them, and strings that contain newlines.
 *
 * <p>Grammar: the InfluxDB v2 line protocol reference as its own strict Go decoder reads it
 * (influxdata/line-protocol, package {@code lineprotocol}, 2021). One thing is narrower: floats are
 * decimal only, where Go's number parser also takes hexadecimal ones.
 *
 * <p>Use: {@link #start}, then {@link #next} until it returns false, reading {@link #point} after
 * each. After a {@link BadInput} the text is given up; call {@code start} again.
 */
public final class LineProtocolParser {
  private static final int IN_MEASUREMENT = 1;
  private static final int IN_KEY = 2;
  private static final int IN_COMMENT = 4;

  /** Shifts a set to the set of bytes that a backslash escapes in it. */
  private static final int ESCAPED = 3;

  private static final byte[] SETS = sets();

  private final Point point = new Point();
  private byte[] in = {};
  private int at;
  private int end;

  /** Begins with the text {@code [from, to)}. */
  public void start(byte[] bytes, int from, int to) {
    in = bytes;
    at = from;
    end = to;
  }

  /** The point that {@link #next} read last. */
  public Point point() {
    return point;
  }

  /**
   * Reads the next point.
   *
   * @return false at the end of the text
   * @throws BadInput when the text breaks the grammar: {@code bad_syntax}, {@code invalid_utf8},
   *     {@code bad_value}, {@code number_out_of_range}, {@code bad_timestamp} or {@code
   *     timestamp_out_of_range}
   */
  public boolean next() throws BadInput {
    skipEmptyLines();
    if (at == end) {
      return false;
    }
    point.clear(end - at);
    if (name(IN_MEASUREMENT) == 0) {
      throw bad("no measurement");
    }
    while (peek() == ',') {
      at++;
      tag();
    }
    if (peek() != ' ') {
      throw bad("expected a tag or the fields");
    }
    if (!point.sortTags()) {
      throw bad("the same tag key twice");
    }
    skipSpaces();
    field();
    while (peek() == ',') {
      at++;
      field();
    }
    endOfFields();
    return true;
  }

  private void skipEmptyLines() throws BadInput {
    while (true) {
      skipSpaces();
      if (peek() == '#') {
        while (at < end && isIn(IN_COMMENT, in[at])) {
          at++;
        }
        if (!lineEnd()) {
          throw bad("control character in a comment");
        }
      } else if (at == end || !lineEnd()) {
        return;
      }
    }
  }

  private void tag() throws BadInput {
    if (name(IN_KEY) == 0) {
      throw bad("expected a tag key after a comma");
    }
    expectEquals();
    if (name(IN_KEY) == 0) {
      throw bad("empty tag value");
    }
    point.addTag();
  }

  private void field() throws BadInput {
    if (name(IN_KEY) == 0) {
      throw bad("expected a field key");
    }
    expectEquals();
    int first = peek();
    if (first == '"') {
      at++;
      string();
    } else if (first == 't' || first == 'T' || first == 'f' || first == 'F') {
      int from = at;
      point.endToken();
      point.addField(FieldKind.BOOLEAN, FieldValues.bool(in, from, skipValue()));
    } else if (first == '-' || first == '.' || (first >= '0' && first <= '9')) {
      point.endToken();
      number();
    } else {
      throw bad("expected a field value");
    }
  }

  private void number() throws BadInput {
    int from = at;
    int to = skipValue();
    switch (in[to - 1]) {
      case 'i' -> point.addField(FieldKind.INTEGER, FieldValues.signed(in, from, to - 1));
      case 'u' -> point.addField(FieldKind.UNSIGNED, FieldValues.unsigned(in, from, to - 1));
      default ->
          point.addField(
              FieldKind.FLOAT, Double.doubleToRawLongBits(FieldValues.decimal(in, from, to)));
    }
  }

  /** After the last field: nothing, a line end, or a timestamp and a line end. */
  private void endOfFields() throws BadInput {
    int next = peek();
    if (next != -1 && next != ' ' && next != '\r' && next != '\n') {
      throw bad("unexpected character after a field");
    }
    skipSpaces();
    if (lineEnd()) {
      return;
    }
    int from = at;
    while (at < end && (in[at] == '-' || (in[at] >= '0' && in[at] <= '9'))) {
      at++;
    }
    if (at == from) {
      throw bad("expected a timestamp");
    }
    int to = at;
    skipSpaces();
    if (!lineEnd()) {
      throw bad("unexpected text after the timestamp");
    }
    point.timestamp(FieldValues.timestamp(in, from, to), to - from);
  }

  /** Takes a name with its escapes undone as the next token; returns its length. */
  private int name(int set) throws BadInput {
    int bits = 0;
    while (at < end) {
      byte b = in[at];
      if (b == '\\' && at + 1 < end && isIn(set << ESCAPED, in[at + 1])) {
        b = in[++at];
      } else if (!isIn(set, b)) {
        break;
      }
      bits |= b;
      point.append(b);
      at++;
    }
    int length = point.endToken();
    checkUtf8(bits);
    return length;
  }

  /** Takes a string up to its closing quote as the next token and adds the field. */
  private void string() throws BadInput {
    int bits = 0;
    while (at < end && in[at] != '"') {
      byte b = in[at++];
      if (b == '\\' && at < end) {
        byte escaped = unescapedInString(in[at]);
        if (escaped != 0) {
          b = escaped;
          at++;
        }
      }
      bits |= b;
      point.append(b);
    }
    if (at == end) {
      throw bad("no closing quote");
    }
    at++;
    point.endToken();
    checkUtf8(bits);
    point.addField(FieldKind.STRING, 0);
  }

  private static byte unescapedInString(byte b) {
    return switch (b) {
      case '"', '\\' -> b;
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> 0;
    };
  }

  /** Skips a value that is not a string; returns where it ends. */
  private int skipValue() {
    while (at < end && in[at] != ',' && in[at] != ' ' && in[at] != '\r' && in[at] != '\n') {
      at++;
    }
    return at;
  }

  private void expectEquals() throws BadInput {
    if (peek() != '=') {
      throw bad("expected '=' after a key");
    }
    at++;
  }

  private void skipSpaces() {
    while (at < end && in[at] == ' ') {
      at++;
    }
  }

  /** Takes LF, CR LF, a CR that ends the text, or the end of the text. */
  private boolean lineEnd() {
    if (at == end) {
      return true;
    }
    if (in[at] == '\r' && (at + 1 == end || in[at + 1] == '\n')) {
      at = Math.min(end, at + 2);
      return true;
    }
    if (in[at] == '\n') {
      at++;
      return true;
    }
    return false;
  }

  /** The next byte, or -1 at the end. */
  private int peek() {
    return at < end ? in[at] & 0xFF : -1;
  }

  private void checkUtf8(int bits) throws BadInput {
    if ((bits & 0x80) == 0) {
      return;
    }
    int from = point.lastTokenStart();
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(point.bytes(), from, point.lastTokenEnd() - from));
    } catch (CharacterCodingException e) {
      throw new BadInput(INVALID_UTF8, "invalid UTF-8 before byte " + at);
    }
  }

  private BadInput bad(String what) {
    return new BadInput(BAD_SYNTAX, what + " at byte " + at);
  }

  private static boolean isIn(int set, byte b) {
    return (SETS[b & 0xFF] & set) != 0;
  }

  private static byte[] sets() {
    byte[] sets = new byte[256];
    for (int b = ' '; b < 256; b++) {
      if (b != 0x7F) {
        sets[b] = IN_MEASUREMENT | IN_KEY | IN_COMMENT;
      }
    }
    sets[' '] = IN_COMMENT | ((IN_MEASUREMENT | IN_KEY) << ESCAPED);
    sets[','] = IN_COMMENT | ((IN_MEASUREMENT | IN_KEY) << ESCAPED);
    sets['='] = IN_COMMENT | IN_MEASUREMENT | (IN_KEY << ESCAPED);
    return sets;
  }
}
