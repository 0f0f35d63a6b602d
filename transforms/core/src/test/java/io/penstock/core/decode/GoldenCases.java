package io.penstock.core.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The golden cases under {@code testdata/}: a name, why it exists, an input, what is expected. */
public final class GoldenCases {
  private static final ObjectMapper JSON = new ObjectMapper();

  private GoldenCases() {}

  /** One case; {@code toString} is what a test report shows. */
  public record Case(String name, String why, JsonNode content) {
    /** What is expected, line by line. */
    public List<String> expected() {
      List<String> lines = new ArrayList<>();
      content.get("expect").forEach(line -> lines.add(line.asText()));
      return lines;
    }

    /** The input lines: text, or an object with the key {@code hex}. */
    public List<byte[]> lines() {
      List<byte[]> lines = new ArrayList<>();
      content.get("input").forEach(line -> lines.add(bytes(line)));
      return lines;
    }

    @Override
    public String toString() {
      return name + ": " + why;
    }
  }

  /** The cases of a file under {@code testdata/}. */
  public static Stream<Case> of(String file) {
    Path root = Path.of(System.getProperty("penstock.root", "../.."));
    List<Case> cases = new ArrayList<>();
    json(read(root.resolve("testdata").resolve(file)))
        .get("cases")
        .forEach(c -> cases.add(new Case(text(c, "name"), text(c, "why"), c)));
    return cases.stream();
  }

  /** JSON as a tree. */
  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("broken JSON: " + text, e);
    }
  }

  /** Text or hex as bytes. */
  public static byte[] bytes(JsonNode line) {
    return line.isTextual()
        ? line.asText().getBytes(StandardCharsets.UTF_8)
        : HexFormat.of().parseHex(text(line, "hex").replace(" ", ""));
  }

  private static String text(JsonNode node, String key) {
    return node.required(key).asText();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError("no golden cases in " + file, e);
    }
  }
}
