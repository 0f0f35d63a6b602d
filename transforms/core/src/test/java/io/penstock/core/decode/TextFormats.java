package io.penstock.core.decode;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.core.decode.csv.CsvFormat;
import io.penstock.core.decode.json.JsonFormat;
import io.penstock.core.decode.keyvalue.KeyValueFormat;
import io.penstock.core.decode.lineprotocol.LineProtocolFormat;
import io.penstock.core.decode.senml.SenmlFormat;
import io.penstock.core.quality.QualityDialect;
import io.penstock.core.time.Micros;
import io.penstock.core.time.TimeRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Formats and time rules from JSON that names only what differs from the plain case. */
public final class TextFormats {
  private TextFormats() {}

  /** The format under the only key of an object: {@code {"csv": {...}}}, as in a plan. */
  public static Format of(JsonNode json) {
    String kind = json.fieldNames().next();
    JsonNode settings = json.get(kind);
    return switch (kind) {
      case "json" -> json(settings);
      case "csv" -> csv(settings);
      case "keyValue" -> keyValue(settings);
      case "senml" ->
          new SenmlFormat(framing(settings), prefix(settings), timeRule(settings, "text"));
      case "lineProtocol" -> new LineProtocolFormat(prefix(settings), timeRule(settings, "nanos"));
      default -> throw new AssertionError("no format is named " + kind);
    };
  }

  /** A JSON format; by default a document in milliseconds. */
  public static JsonFormat json(JsonNode json) {
    return new JsonFormat(
        framing(json),
        prefix(json),
        texts(json.path("address")),
        json.path("time").asText(""),
        json.path("value").asText(""),
        json.path("values").asText(""),
        json.path("readings").asText(""),
        json.path("quality").asText(""),
        constant(QualityDialect.class, json.path("qualityCodes").asText("opc_ua")),
        json.path("unit").asText(""),
        json.path("ingest").asText(""),
        timeRule(json, "millis"),
        json.path("maxDepth").asInt(JsonFormat.DEFAULT_MAX_DEPTH),
        json.path("maxDocumentBytes").asInt(JsonFormat.DEFAULT_MAX_DOCUMENT_BYTES),
        json.path("maxStringBytes").asInt(JsonFormat.DEFAULT_MAX_STRING_BYTES));
  }

  /** A CSV format; by default wide, with points and commas, and the names in line 1 of 1. */
  public static CsvFormat csv(JsonNode json) {
    return new CsvFormat(
        prefix(json),
        json.path("delimiter").asText(",").charAt(0),
        json.path("decimalSign").asText(".").charAt(0),
        json.path("headerLines").asInt(1),
        json.path("namesLine").asInt(1),
        json.path("unitsLine").asInt(0),
        texts(json.path("columns")),
        constant(CsvFormat.Layout.class, json.path("layout").asText("wide")),
        texts(json.path("time")),
        texts(json.path("address")),
        json.path("value").asText(""),
        json.path("quality").asText(""),
        constant(QualityDialect.class, json.path("qualityCodes").asText("opc_ua")),
        json.path("unit").asText(""),
        json.path("ingest").asText(""),
        texts(json.path("ignore")),
        texts(json.path("missing")),
        map(json.path("unitAliases")),
        timeRule(json, "text"));
  }

  /** A key/value format; by default with bars and many pairs. */
  public static KeyValueFormat keyValue(JsonNode json) {
    return new KeyValueFormat(
        prefix(json),
        json.path("delimiter").asText("|").charAt(0),
        constant(KeyValueFormat.Layout.class, json.path("layout").asText("many_pairs")),
        texts(json.path("conditions")),
        texts(json.path("unavailable")),
        json.path("comment").asText(""),
        timeRule(json, "text"));
  }

  /** A time rule; by default ISO 8601 with an offset. */
  public static TimeRule timeRule(JsonNode json) {
    return rule(json, "text");
  }

  private static TimeRule timeRule(JsonNode format, String form) {
    return rule(format.path("timestamps"), form);
  }

  private static TimeRule rule(JsonNode json, String form) {
    return new TimeRule(
        constant(TimeRule.Form.class, json.path("form").asText(form)),
        texts(json.path("patterns")),
        json.path("zone").asText(""),
        constant(TimeRule.Overlap.class, json.path("overlap").asText("reject")),
        constant(TimeRule.Midnight.class, json.path("midnight").asText("start_of_day")),
        micros(json.path("earliest").asText(""), TimeRule.DEFAULT_EARLIEST),
        micros(json.path("latest").asText(""), TimeRule.DEFAULT_LATEST));
  }

  private static Format.Framing framing(JsonNode json) {
    return constant(Format.Framing.class, json.path("framing").asText("document"));
  }

  private static String prefix(JsonNode json) {
    return json.path("prefix").asText("");
  }

  private static long micros(String instant, long otherwise) {
    return instant.isEmpty() ? otherwise : Micros.of(Instant.parse(instant));
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String name) {
    return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static Map<String, String> map(JsonNode object) {
    Map<String, String> map = new LinkedHashMap<>();
    object.fields().forEachRemaining(e -> map.put(e.getKey(), e.getValue().asText()));
    return map;
  }
}
