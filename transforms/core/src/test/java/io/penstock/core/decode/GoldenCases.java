package io.penstock.core.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
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
      return texts(content.required("expect"));
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

  /** The cases of all files of a folder under {@code testdata/}, by file and then in order. */
  public static Stream<Case> in(String folder) {
    Path root = Path.of(System.getProperty("penstock.root", "../.."), "testdata");
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .sorted()
          .toList()
          .stream()
          .flatMap(name -> of(folder + "/" + name));
    } catch (IOException e) {
      throw new AssertionError("no golden cases in " + folder, e);
    }
  }

  /** JSON as a tree. */
  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("broken JSON: " + text, e);
    }
  }

  /**
   * Bytes: text, {@code {"hex": ..}}, {@code {"base64": ..}}, {@code {"repeat": bytes, "times":
   * n}}, or an array of these in a row.
   */
  public static byte[] bytes(JsonNode node) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (node.isTextual()) {
      bytes.writeBytes(node.asText().getBytes(StandardCharsets.UTF_8));
    } else if (node.isArray()) {
      node.forEach(part -> bytes.writeBytes(bytes(part)));
    } else if (node.has("hex")) {
      bytes.writeBytes(HexFormat.of().parseHex(text(node, "hex").replace(" ", "")));
    } else if (node.has("base64")) {
      bytes.writeBytes(Base64.getDecoder().decode(text(node, "base64")));
    } else {
      byte[] repeated = bytes(node.required("repeat"));
      for (int i = node.required("times").asInt(); i > 0; i--) {
        bytes.writeBytes(repeated);
      }
    }
    return bytes.toByteArray();
  }

  /** An array of texts as a list. */
  public static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
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
