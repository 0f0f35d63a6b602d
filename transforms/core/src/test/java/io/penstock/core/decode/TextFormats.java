package io.penstock.core.decode;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.core.decode.csv.CsvFormat;
import io.penstock.core.decode.keyvalue.KeyValueFormat;
import io.penstock.core.time.TimeRule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Formats and time rules from JSON that names only what differs from the plain case. */
public final class TextFormats {
  private TextFormats() {}

  /** A CSV format; by default wide, with points and commas, and the names in line 1 of 1. */
  public static CsvFormat csv(JsonNode json) {
    return new CsvFormat(
        json.path("prefix").asText(""),
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
        json.path("unit").asText(""),
        json.path("ingest").asText(""),
        texts(json.path("ignore")),
        texts(json.path("missing")),
        map(json.path("unitAliases")),
        timeRule(json.path("timestamps")));
  }

  /** A key/value format; by default with bars and many pairs. */
  public static KeyValueFormat keyValue(JsonNode json) {
    return new KeyValueFormat(
        json.path("prefix").asText(""),
        json.path("delimiter").asText("|").charAt(0),
        constant(KeyValueFormat.Layout.class, json.path("layout").asText("many_pairs")),
        texts(json.path("conditions")),
        texts(json.path("unavailable")),
        json.path("comment").asText(""),
        timeRule(json.path("timestamps")));
  }

  /** A time rule; by default ISO 8601 with an offset. */
  public static TimeRule timeRule(JsonNode json) {
    return new TimeRule(
        constant(TimeRule.Form.class, json.path("form").asText("text")),
        texts(json.path("patterns")),
        json.path("zone").asText(""),
        constant(TimeRule.Overlap.class, json.path("overlap").asText("reject")),
        constant(TimeRule.Midnight.class, json.path("midnight").asText("start_of_day")),
        micros(json.path("earliest").asText(""), TimeRule.DEFAULT_EARLIEST),
        micros(json.path("latest").asText(""), TimeRule.DEFAULT_LATEST));
  }

  private static long micros(String instant, long otherwise) {
    return instant.isEmpty()
        ? otherwise
        : ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
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
