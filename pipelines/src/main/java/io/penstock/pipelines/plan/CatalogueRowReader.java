package io.penstock.pipelines.plan;

import static io.penstock.pipelines.plan.CatalogueColumn.ADDRESS;
import static io.penstock.pipelines.plan.CatalogueColumn.ASSET;
import static io.penstock.pipelines.plan.CatalogueColumn.CLOCK_OFFSET;
import static io.penstock.pipelines.plan.CatalogueColumn.HIGH;
import static io.penstock.pipelines.plan.CatalogueColumn.LOW;
import static io.penstock.pipelines.plan.CatalogueColumn.MAX_GAP;
import static io.penstock.pipelines.plan.CatalogueColumn.METRIC;
import static io.penstock.pipelines.plan.CatalogueColumn.OFFSET;
import static io.penstock.pipelines.plan.CatalogueColumn.PERIOD;
import static io.penstock.pipelines.plan.CatalogueColumn.SCALE;
import static io.penstock.pipelines.plan.CatalogueColumn.SOURCE_UNIT;
import static io.penstock.pipelines.plan.CatalogueColumn.STEPPED;
import static io.penstock.pipelines.plan.CatalogueColumn.TYPE;
import static io.penstock.pipelines.plan.CatalogueColumn.UNIT;
import static io.penstock.pipelines.plan.CatalogueColumn.VALID_FROM;
import static io.penstock.pipelines.plan.CatalogueColumn.VALID_TO;

import io.penstock.core.model.Calibration;
import io.penstock.core.model.Interpolation;
import io.penstock.core.model.ValueType;
import io.penstock.core.plan.IdentifierRule;
import io.penstock.core.plan.Shown;
import io.penstock.core.unit.UnitConversion;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** From the cells of a row to what they mean, by the rules that concern one row alone. */
final class CatalogueRowReader {
  private static final String DIMENSIONLESS = "1";
  private static final long DAY = 86_400_000_000L;
  private static final long YEAR = 366 * DAY;

  private final UnitResolver units;

  CatalogueRowReader(UnitResolver units) {
    this.units = units;
  }

  /** The row; its problems are noted in its file. */
  CatalogueRow read(CatalogueCells cells) {
    ValueType type = cells.value(TYPE, SettingText.oneOf(ValueType.class), ValueType.NUMBER);
    if (type != ValueType.NUMBER) {
      numbersAlone(cells, type);
    }
    String unit = cells.text(UNIT).or(() -> cells.text(SOURCE_UNIT)).orElse(DIMENSIONLESS);
    String sourceUnit = cells.text(SOURCE_UNIT).orElse(unit);
    informational(cells);
    return new CatalogueRow(
        cells,
        identifier(cells, ADDRESS, IdentifierRule::fault),
        identifier(cells, ASSET, IdentifierRule::assetFault),
        identifier(cells, METRIC, IdentifierRule::metricFault),
        type,
        interpolation(cells, type),
        sourceUnit,
        unit,
        conversion(cells, sourceUnit, unit),
        duration(cells, CLOCK_OFFSET, -YEAR, YEAR),
        duration(cells, MAX_GAP, 1, DAY),
        calibration(cells));
  }

  private static String identifier(
      CatalogueCells cells, CatalogueColumn column, Function<String, Optional<String>> rule) {
    String identifier = cells.text(column).orElse("");
    rule.apply(identifier).ifPresent(fault -> cells.fault(column, fault));
    return identifier;
  }

  private static void numbersAlone(CatalogueCells cells, ValueType type) {
    for (CatalogueColumn column : List.of(SCALE, OFFSET, LOW, HIGH)) {
      cells.demand(cells.text(column).isEmpty(), column, "must be empty, since " + articled(type));
    }
    for (CatalogueColumn column : List.of(SOURCE_UNIT, UNIT)) {
      cells.demand(
          cells.text(column).orElse(DIMENSIONLESS).equals(DIMENSIONLESS),
          column,
          "must be empty or 1, since " + articled(type));
    }
  }

  private static String articled(ValueType type) {
    return "type is " + type.name().toLowerCase(Locale.ROOT);
  }

  private static Interpolation interpolation(CatalogueCells cells, ValueType type) {
    boolean standard = type != ValueType.NUMBER;
    boolean stepped = cells.value(STEPPED, SettingText::truth, standard);
    cells.demand(
        stepped || !standard,
        STEPPED,
        "must be true, since " + articled(type) + ", but was: false");
    return stepped || standard ? Interpolation.STEPPED : Interpolation.SLOPED;
  }

  private UnitConversion conversion(CatalogueCells cells, String sourceUnit, String unit) {
    try {
      return units.between(sourceUnit, unit);
    } catch (UnitResolver.UnresolvedUnit unresolved) {
      cells.fault(
          cells.text(SOURCE_UNIT).isPresent() ? SOURCE_UNIT : UNIT,
          "must convert to %s, but was: %s (%s)"
              .formatted(Shown.text(unit), Shown.text(sourceUnit), unresolved.detail()));
      return UnitConversion.IDENTITY;
    }
  }

  private static Calibration calibration(CatalogueCells cells) {
    long from = cells.value(VALID_FROM, SettingText::instantMicros, Long.MIN_VALUE);
    long to = cells.value(VALID_TO, SettingText::instantMicros, Long.MAX_VALUE);
    cells.demand(from < to, VALID_TO, "must be after valid_from");
    double scale = cells.value(SCALE, SettingText::number, 1.0);
    cells.demand(scale != 0, SCALE, "must not be 0: every value would become the offset");
    double low = cells.value(LOW, SettingText::number, Double.NEGATIVE_INFINITY);
    double high = cells.value(HIGH, SettingText::number, Double.POSITIVE_INFINITY);
    cells.demand(low <= high, HIGH, "must be at least low " + low + ", but was: " + high);
    return new Calibration(
        from, to, scale, cells.value(OFFSET, SettingText::number, 0.0), low, high);
  }

  /** The expected sampling period tells people what to expect; no result rests on it. */
  private static void informational(CatalogueCells cells) {
    duration(cells, PERIOD, 1, 31 * DAY);
  }

  private static long duration(CatalogueCells cells, CatalogueColumn column, long low, long high) {
    if (cells.text(column).isEmpty()) {
      return 0;
    }
    long micros = cells.value(column, SettingText::micros, low);
    cells.demand(
        micros >= low && micros <= high,
        column,
        "must be between %s and %s, but was: %s"
            .formatted(span(low), span(high), cells.text(column).orElse("")));
    return micros;
  }

  private static Duration span(long micros) {
    return Duration.ofNanos(micros * 1000);
  }
}
