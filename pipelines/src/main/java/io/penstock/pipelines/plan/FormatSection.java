package io.penstock.pipelines.plan;

import io.penstock.core.decode.Format;
import io.penstock.core.decode.json.JsonFormat;
import io.penstock.core.decode.keyvalue.KeyValueFormat;
import io.penstock.core.decode.lineprotocol.LineProtocolFormat;
import io.penstock.core.decode.senml.SenmlFormat;
import io.penstock.core.quality.QualityDialect;
import io.penstock.core.time.TimeRule;
import java.util.List;
import java.util.Optional;

/** The settings {@code format} and {@code timestamps} of a source, which belong together. */
final class FormatSection {
  private final TimeSection time;
  private final UnitResolver units;

  FormatSection(TimeSection time, UnitResolver units) {
    this.time = time;
    this.units = units;
  }

  /** The format of a source; SenML, which has no required settings, stands in for a faulty one. */
  Format read(YamlMap source) {
    TimeRule text = times(source, TimeRule.Form.TEXT);
    Format fallback = new SenmlFormat(Format.Framing.DOCUMENT, "", timesOf(TimeRule.Form.TEXT));
    if (!source.require("format")) {
      return fallback;
    }
    YamlMap format = source.mapOrEmpty("format", Section.FORMAT);
    if (format.keys().size() != 1) {
      if (!format.hasUnknownKeys()) {
        String actual = format.keys().isEmpty() ? "none" : String.join(", ", format.keys());
        format.fault(
            "must have exactly one of %s, but has: %s"
                .formatted(String.join(", ", Section.FORMAT.keys()), actual));
      }
      return fallback;
    }
    return switch (format.keys().get(0)) {
      case "json" -> json(format.mapOrEmpty("json", Section.JSON), text);
      case "senml" -> senml(format.mapOrEmpty("senml", Section.SENML), text);
      case "csv" -> new CsvSection(units).read(format.mapOrEmpty("csv", Section.CSV), text);
      case "keyValue" -> keyValue(format.mapOrEmpty("keyValue", Section.KEY_VALUE), text);
      default ->
          new LineProtocolFormat(
              format.mapOrEmpty("lineProtocol", Section.LINE_PROTOCOL).text("prefix", ""),
              times(source, TimeRule.Form.NANOS));
    };
  }

  private TimeRule times(YamlMap source, TimeRule.Form standard) {
    Optional<YamlMap> section = source.map("timestamps", Section.TIMESTAMPS);
    if (section.isEmpty()) {
      return timesOf(standard);
    }
    YamlMap times = section.get();
    return new TimeRule(
        times.value("form", SettingText.oneOf(TimeRule.Form.class)).orElse(standard),
        times.texts("patterns", List.of()),
        times.text("zone", ""),
        times
            .value("overlap", SettingText.oneOf(TimeRule.Overlap.class))
            .orElse(TimeRule.Overlap.REJECT),
        times
            .value("midnight", SettingText.oneOf(TimeRule.Midnight.class))
            .orElse(TimeRule.Midnight.START_OF_DAY),
        time.earliest(),
        time.latest());
  }

  private TimeRule timesOf(TimeRule.Form form) {
    return TimeRule.ISO.withForm(form).withBounds(time.earliest(), time.latest());
  }

  private static JsonFormat json(YamlMap json, TimeRule times) {
    json.require("time");
    int maxDocument =
        json.<Integer>value("maxDocument", SettingText::bytes)
            .orElse(JsonFormat.DEFAULT_MAX_DOCUMENT_BYTES);
    return new JsonFormat(
        framing(json),
        json.text("prefix", ""),
        json.texts("address", List.of()),
        json.text("time", ""),
        json.text("value", ""),
        json.text("values", ""),
        json.text("readings", ""),
        json.text("quality", ""),
        json.value("qualityCodes", SettingText.oneOf(QualityDialect.class))
            .orElse(QualityDialect.OPC_UA),
        json.text("unit", ""),
        json.text("ingest", ""),
        times,
        json.<Integer>number("maxDepth", SettingText::integer).orElse(JsonFormat.DEFAULT_MAX_DEPTH),
        maxDocument,
        json.<Integer>value("maxString", SettingText::bytes)
            .orElse(Math.min(JsonFormat.DEFAULT_MAX_STRING_BYTES, maxDocument)));
  }

  private static SenmlFormat senml(YamlMap senml, TimeRule times) {
    return new SenmlFormat(framing(senml), senml.text("prefix", ""), times);
  }

  private static KeyValueFormat keyValue(YamlMap keyValue, TimeRule times) {
    return new KeyValueFormat(
        keyValue.text("prefix", ""),
        keyValue.value("delimiter", SettingText::character).orElse('|'),
        keyValue
            .value("layout", SettingText.oneOf(KeyValueFormat.Layout.class))
            .orElse(KeyValueFormat.Layout.MANY_PAIRS),
        keyValue.texts("conditions", List.of()),
        keyValue.texts("unavailable", List.of("UNAVAILABLE")),
        keyValue.text("comment", "*"),
        times);
  }

  private static Format.Framing framing(YamlMap format) {
    return format
        .value("framing", SettingText.oneOf(Format.Framing.class))
        .orElse(Format.Framing.DOCUMENT);
  }
}
