package io.penstock.core.decode.json;

import io.penstock.core.decode.Format.Framing;
import io.penstock.core.quality.QualityDialect;
import io.penstock.core.time.TimeRule;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes lines as devices write them, and then breaks them as networks, firmware and people do. */
final class JsonLines {
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "0.0",
          "-0.0",
          "1",
          "-17",
          "23.5",
          "1013.25",
          "1e3",
          "1E-7",
          "-2.5e+10",
          "1e400",
          "5e-324",
          "2.4703282292062327e-324",
          "9007199254740993",
          "123456789012345678901234567890",
          "0.1000000000000000055511151231257827",
          "1.7976931348623159e308",
          "01",
          "+1",
          ".5",
          "5.",
          "1e",
          "1.e1",
          "0x1",
          "NaN",
          "-Infinity",
          "1-2",
          "--1",
          "00");
  private static final List<String> OTHERS =
      List.of(
          "true",
          "false",
          "null",
          "\"\"",
          "\"RUN\"",
          "\"12.5\"",
          "\"a b\"",
          "\"a\\\\b\"",
          "\"caf\u00e9\"",
          "\"\\u0041\"",
          "{}",
          "[]",
          "{\"x\":1}",
          "[1,2]",
          "True",
          "nul",
          "truee",
          "undefined",
          "\"\u007f\"");
  private static final List<String> NAMES =
      List.of(
          "a", "temp", "PLC-1.DB3/speed", "x y", "", "caf\u00e9", "a\u200bb", "tag", "v", "4711");
  private static final List<String> SPACES = List.of("", "", "", "", "", " ", "  ", "\t", "\r\n");

  private static final String[] KEYS = {"tag", "dev", "ts", "v", "q", "u", "in", "extra", "values"};

  private final Random random;
  private boolean odd;

  JsonLines(Random random) {
    this.random = random;
  }

  /** One reading a line, with all its optional parts. */
  static JsonFormat flat() {
    return format("", List.of("/tag"), "/v", "", 64);
  }

  /** An address of two parts behind a prefix. */
  static JsonFormat twoParts() {
    return format("plant/", List.of("/dev", "/tag"), "/v", "", 64);
  }

  /** An object of values, and limits that short lines reach. */
  static JsonFormat wide() {
    return format("", List.of("/dev"), "", "/values", 6);
  }

  /** An object of values whose names are the addresses. */
  static JsonFormat bareWide() {
    return format("", List.of(), "", "/values", 64);
  }

  private static JsonFormat format(
      String prefix, List<String> address, String value, String values, int maxStringBytes) {
    return new JsonFormat(
        Framing.LINES,
        prefix,
        address,
        "/ts",
        value,
        values,
        "",
        "/q",
        QualityDialect.OPC_DA,
        "/u",
        "/in",
        TimeRule.ISO.withForm(TimeRule.Form.MILLIS),
        3,
        400,
        maxStringBytes);
  }

  /** A line that is mostly what a device would write; every third has odd parts. */
  byte[] line(boolean wide) {
    odd = random.nextInt(3) == 0;
    StringBuilder line = new StringBuilder("{");
    for (int i = 0; i < KEYS.length; i++) {
      // Any order, and now and then a key less or a key twice.
      String key = oddly(12) ? any(Arrays.asList(KEYS)) : KEYS[i];
      if (!oddly(15)) {
        line.append(line.length() > 1 ? "," : "").append(member(key, wide));
      }
    }
    return line.append("}").append(any(SPACES)).toString().getBytes(StandardCharsets.UTF_8);
  }

  private String member(String key, boolean wide) {
    String value =
        switch (key) {
          case "tag", "dev" -> oddly(8) ? value() : "\"" + any(NAMES.subList(0, 4)) + "\"";
          case "ts", "in" -> oddly(12) ? value() : "1700000000" + (100 + random.nextInt(900));
          case "q" -> oddly(12) ? value() : any(List.of("192", "0", "500", "2150891520"));
          case "u" -> oddly(12) ? value() : any(List.of("\"bar\"", "\"Cel\""));
          case "values" -> wide ? wideObject() : value();
          default -> value();
        };
    return any(SPACES) + "\"" + key + "\"" + any(SPACES) + ":" + any(SPACES) + value + any(SPACES);
  }

  private String wideObject() {
    StringBuilder object = new StringBuilder("{");
    int members = random.nextInt(5);
    for (int i = 0; i < members; i++) {
      String name = oddly(5) ? any(NAMES) : "m" + i;
      object.append(i > 0 ? "," : "").append("\"" + name + "\":" + any(SPACES) + value());
    }
    return object.append("}").toString();
  }

  private String value() {
    return switch (random.nextInt(odd ? 0 : 2, 20)) {
      case 0 -> any(NUMBERS);
      case 1 -> any(OTHERS);
      case 2 -> any(OTHERS.subList(0, 7));
      case 3 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
      case 4 -> Long.toString(random.nextLong());
      default -> Double.toString(random.nextInt(1_000_000) / 1000.0);
    };
  }

  /** The line with a few of its bytes changed, lost, repeated or moved. */
  byte[] broken(byte[] line) {
    byte[] bytes = line;
    for (int times = random.nextInt(5) / 3; times >= 0 && bytes.length > 0; times--) {
      int at = random.nextInt(bytes.length);
      int end = Math.min(bytes.length, at + 1 + random.nextInt(12));
      bytes =
          switch (random.nextInt(7)) {
            case 0 -> flipped(bytes, at);
            case 1 -> Arrays.copyOf(bytes, at);
            case 2 -> joined(bytes, 0, at, bytes, end, bytes.length);
            case 3 -> joined(bytes, 0, end, bytes, at, bytes.length);
            case 4 -> joined(bytes, 0, bytes.length, bytes, at, bytes.length);
            case 5 -> replaced(bytes, at, "{}[]\",:\\ -.e09tfn\u0000\n".charAt(random.nextInt(19)));
            default -> replaced(bytes, at, (char) random.nextInt(256));
          };
    }
    return bytes;
  }

  private byte[] flipped(byte[] bytes, int at) {
    byte[] copy = bytes.clone();
    copy[at] ^= (byte) (1 << random.nextInt(8));
    return copy;
  }

  private static byte[] replaced(byte[] bytes, int at, char character) {
    byte[] copy = bytes.clone();
    copy[at] = (byte) character;
    return copy;
  }

  private static byte[] joined(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
    byte[] joined = new byte[aTo - aFrom + bTo - bFrom];
    System.arraycopy(a, aFrom, joined, 0, aTo - aFrom);
    System.arraycopy(b, bFrom, joined, aTo - aFrom, bTo - bFrom);
    return joined;
  }

  private boolean oddly(int oneIn) {
    return odd && random.nextInt(oneIn) == 0;
  }

  private String any(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
