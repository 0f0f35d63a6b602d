package io.penstock.pipelines.plan;

import io.penstock.core.decode.csv.CsvFormat;
import io.penstock.core.quality.QualityDialect;
import io.penstock.core.time.TimeRule;
import java.util.List;
import java.util.Map;

/** The format {@code csv}: one header line with the names, unless it says otherwise. */
final class CsvSection {
  private final UnitResolver units;

  CsvSection(UnitResolver units) {
    this.units = units;
  }

  CsvFormat read(YamlMap csv, TimeRule times) {
    csv.require("time");
    List<String> columns = csv.texts("columns", List.of());
    int headerLines = integer(csv, "headerLines", columns.isEmpty() ? 1 : 0);
    int namesLine = integer(csv, "namesLine", columns.isEmpty() && headerLines > 0 ? 1 : 0);
    return new CsvFormat(
        csv.text("prefix", ""),
        csv.value("delimiter", SettingText::character).orElse(','),
        csv.value("decimalSign", SettingText::character).orElse('.'),
        headerLines,
        namesLine,
        integer(csv, "unitsLine", 0),
        columns,
        csv.value("layout", SettingText.oneOf(CsvFormat.Layout.class))
            .orElse(CsvFormat.Layout.LONG),
        csv.texts("time", List.of()),
        csv.texts("address", List.of()),
        csv.text("value", ""),
        csv.text("quality", ""),
        csv.value("qualityCodes", SettingText.oneOf(QualityDialect.class))
            .orElse(QualityDialect.OPC_UA),
        csv.text("unit", ""),
        csv.text("ingest", ""),
        csv.texts("ignore", List.of()),
        csv.texts("missing", List.of()),
        unitAliases(csv),
        times);
  }

  /** What units mean has to be a UCUM code, or nothing where the unit is to be left out. */
  private Map<String, String> unitAliases(YamlMap csv) {
    Map<String, String> aliases = csv.textMap("unitAliases");
    for (String unit : aliases.values()) {
      try {
        if (!unit.isEmpty()) {
          units.between(unit, unit);
        }
      } catch (UnitResolver.UnresolvedUnit unknown) {
        csv.fault("unitAliases", "must mean UCUM codes: " + unknown.detail());
      }
    }
    return aliases;
  }

  private static int integer(YamlMap csv, String key, int fallback) {
    return csv.<Integer>number(key, SettingText::integer).orElse(fallback);
  }
}
