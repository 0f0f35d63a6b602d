package io.penstock.core.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.core.quality.Quality;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/**
 * One golden case of {@code testdata/decode}: an input and what it must come to.
 *
 * <p>A file has {@code about}, {@code format} (settings all its cases share) and {@code cases}. A
 * case has {@code name}, {@code why}, perhaps its own {@code format} on top, perhaps {@code ingest}
 * (microseconds), {@code topic}, {@code input} or {@code inputHex}, and either {@code fault} or
 * {@code readings} and perhaps {@code rejected}. A reading has {@code address}, {@code micros}, one
 * of {@code number}, {@code bool}, {@code text}, {@code token}, {@code none}, and where not the
 * default {@code quality}, {@code unit} and {@code ingest}.
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are decoded, not compared
public record GoldenCase(
    String label,
    JsonNode format,
    String topic,
    byte[] input,
    long ingestMicros,
    Outcome expected) {

  /** All cases of a folder under {@code testdata}, by file and then in order. */
  public static List<GoldenCase> load(String folder) throws IOException {
    Path root = Path.of(System.getProperty("penstock.root", "."), "testdata", folder);
    TreeSet<Path> files = new TreeSet<>();
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(root, "*.json")) {
      listed.forEach(files::add);
    }
    List<GoldenCase> cases = new ArrayList<>();
    for (Path file : files) {
      JsonNode content = new ObjectMapper().readTree(file.toFile());
      for (JsonNode one : content.required("cases")) {
        cases.add(of(file.getFileName() + ": " + one.required("name").asText(), content, one));
      }
    }
    return cases;
  }

  private static GoldenCase of(String name, JsonNode file, JsonNode one) {
    ObjectNode format = file.required("format").deepCopy();
    one.path("format").fields().forEachRemaining(e -> format.set(e.getKey(), e.getValue()));
    byte[] input =
        one.has("inputHex")
            ? HexFormat.of().parseHex(one.required("inputHex").asText())
            : one.required("input").asText().getBytes(StandardCharsets.UTF_8);
    long ingest = ingest(one);
    List<String> readings = new ArrayList<>();
    one.path("readings").forEach(reading -> readings.add(line(reading, ingest)));
    List<String> rejected = new ArrayList<>();
    one.path("rejected").forEach(reason -> rejected.add(reason.asText()));
    return new GoldenCase(
        name + " (" + one.required("why").asText() + ")",
        format,
        one.path("topic").asText(""),
        input,
        ingest,
        new Outcome(readings, rejected, one.path("fault").asText("")));
  }

  private static String line(JsonNode reading, long messageIngest) {
    DecodedReading.Kind kind;
    String value = "";
    if (reading.has("number")) {
      kind = DecodedReading.Kind.NUMBER;
      value = Outcome.number(reading.get("number").asDouble());
    } else if (reading.has("bool")) {
      kind = DecodedReading.Kind.BOOLEAN;
      value = Outcome.number(reading.get("bool").asDouble());
    } else if (reading.has("text")) {
      kind = DecodedReading.Kind.TEXT;
      value = reading.get("text").asText();
    } else if (reading.has("token")) {
      kind = DecodedReading.Kind.TOKEN;
      value = reading.get("token").asText();
    } else {
      kind = DecodedReading.Kind.NONE;
      reading.required("none");
    }
    return Outcome.line(
        reading.required("address").asText(),
        reading.required("micros").asLong(),
        kind,
        value,
        reading.has("quality")
            ? Integer.parseUnsignedInt(reading.get("quality").asText().substring(2), 16)
            : Quality.GOOD,
        reading.path("unit").asText(""),
        reading.has("ingest") ? ingest(reading) : messageIngest);
  }

  private static long ingest(JsonNode node) {
    return node.path("ingest").asLong(RawMessage.NO_INGEST_TIME);
  }

  @Override
  public String toString() {
    return label;
  }
}
