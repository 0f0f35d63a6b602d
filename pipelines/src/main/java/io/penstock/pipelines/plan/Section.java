package io.penstock.pipelines.plan;

import java.util.List;

/**
 * A mapping of the plan: its name, which is also its definition's in the JSON Schema, and the keys
 * it may have. The only list of keys there is: readers can ask for no other, and a test compares
 * the schema with it.
 */
enum Section {
  PLAN(
      "plan",
      "epoch",
      "catalogue",
      "time",
      "sources",
      "measurements",
      "features",
      "archive",
      "live",
      "maxAmplification"),
  TIME("maxDelay", "maxAhead", "settle", "slack", "earliest", "latest"),
  SOURCE("name", "files", "mqtt", "kafka", "unknownSeries", "timestamps", "format"),
  MQTT("filters", "group", "qos", "kafkaTopic"),
  KAFKA("topic", "connection"),
  UNKNOWN_SERIES("accept"),
  ACCEPT("asset", "maxSeries"),
  TIMESTAMPS("form", "patterns", "zone", "overlap", "midnight"),
  FORMAT("json", "senml", "lineProtocol", "csv", "keyValue"),
  JSON(
      "framing",
      "prefix",
      "address",
      "time",
      "value",
      "values",
      "readings",
      "quality",
      "qualityCodes",
      "unit",
      "ingest",
      "maxDepth",
      "maxDocument",
      "maxString"),
  SENML("framing", "prefix"),
  LINE_PROTOCOL("prefix"),
  CSV(
      "prefix",
      "delimiter",
      "decimalSign",
      "headerLines",
      "namesLine",
      "unitsLine",
      "columns",
      "layout",
      "time",
      "address",
      "value",
      "quality",
      "qualityCodes",
      "unit",
      "ingest",
      "ignore",
      "missing",
      "unitAliases"),
  KEY_VALUE("prefix", "delimiter", "layout", "conditions", "unavailable", "comment"),
  MEASUREMENTS("tile", "align", "admit"),
  ALIGN("method", "grid", "maxAge", "maxGap"),
  FEATURE("name", "tile", "window", "hop", "offset", "input", "metrics", "compute"),
  ARCHIVE("period", "shards"),
  LIVE("slot", "lanes", "earlyEvery", "lateEvery");

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> keys;

  Section(String... keys) {
    this.keys = List.of(keys);
  }

  /** The keys in the order of the documentation. */
  List<String> keys() {
    return keys;
  }
}
