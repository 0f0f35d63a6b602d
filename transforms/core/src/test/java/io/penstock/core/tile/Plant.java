package io.penstock.core.tile;

import io.penstock.core.decode.Format;
import io.penstock.core.decode.json.JsonFormat;
import io.penstock.core.feature.Feature;
import io.penstock.core.model.Binding;
import io.penstock.core.model.Calibration;
import io.penstock.core.model.Catalogue;
import io.penstock.core.model.Interpolation;
import io.penstock.core.model.Series;
import io.penstock.core.model.ValueType;
import io.penstock.core.plan.AlignMethod;
import io.penstock.core.plan.ArchivePlan;
import io.penstock.core.plan.FeatureGroup;
import io.penstock.core.plan.MeasurementPlan;
import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan;
import io.penstock.core.plan.TimePlan;
import io.penstock.core.quality.QualityDialect;
import io.penstock.core.time.TimeRule;
import io.penstock.core.unit.UnitConversion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A small plant for tests: two assets, numbers sloped and stepped, a boolean and a text. */
public final class Plant {
  public static final long SECOND = 1_000_000L;

  private Plant() {}

  /** Series in catalogue order; their addresses are {@code asset/metric}. */
  public static List<Series> series() {
    List<Series> series = new ArrayList<>();
    for (String asset : List.of("acme/north/press/line1/p1", "acme/north/press/line1/p2")) {
      series.add(series(asset, "counter", ValueType.NUMBER, Interpolation.STEPPED));
      series.add(series(asset, "running", ValueType.BOOLEAN, Interpolation.STEPPED));
      series.add(series(asset, "state", ValueType.TEXT, Interpolation.STEPPED));
      series.add(series(asset, "temperature", ValueType.NUMBER, Interpolation.SLOPED));
    }
    return series;
  }

  private static Series series(
      String asset, String metric, ValueType type, Interpolation interpolation) {
    return new Series(asset, metric, type, interpolation, "1", 0, List.of(Calibration.IDENTITY));
  }

  public static Catalogue catalogue() {
    List<Series> series = series();
    Map<String, List<Binding>> bindings = new TreeMap<>();
    for (int i = 0; i < series.size(); i++) {
      bindings.put(
          series.get(i).asset() + "/" + series.get(i).metric(),
          List.of(new Binding(i, Long.MIN_VALUE, Long.MAX_VALUE, 0, "1", UnitConversion.IDENTITY)));
    }
    return Catalogue.of(series, bindings);
  }

  /** Tile 10 s, grid 2 s; tumbling minutes and 30 s windows that hop by 10 s. */
  public static Plan plan(AlignMethod method) {
    List<FeatureGroup> features =
        List.of(
            new FeatureGroup(
                "minute",
                60 * SECOND,
                60 * SECOND,
                60 * SECOND,
                0,
                List.of(
                    Feature.COUNT,
                    Feature.MEAN,
                    Feature.STD_SAMP,
                    Feature.Q95,
                    Feature.TWA,
                    Feature.SLOPE_PER_SECOND,
                    Feature.PERCENT_GOOD,
                    Feature.TRANSITIONS),
                FeatureGroup.Input.NORMALISED,
                List.of()),
            new FeatureGroup(
                "sliding",
                20 * SECOND,
                30 * SECOND,
                10 * SECOND,
                5 * SECOND,
                List.of(Feature.COUNT, Feature.MAX, Feature.RMS, Feature.TWA),
                FeatureGroup.Input.NORMALISED,
                List.of()),
            new FeatureGroup(
                "grid",
                30 * SECOND,
                30 * SECOND,
                30 * SECOND,
                0,
                List.of(Feature.COUNT, Feature.MEAN, Feature.DELTA),
                FeatureGroup.Input.ALIGNED,
                List.of("temperature", "state")));
    return new Plan(
        "plant",
        3,
        List.of(source("a"), source("b")),
        catalogue(),
        TimePlan.DEFAULT,
        new MeasurementPlan(
            10 * SECOND,
            method,
            2 * SECOND,
            7 * SECOND,
            8 * SECOND,
            MeasurementPlan.Admit.UNCERTAIN),
        features,
        ArchivePlan.DEFAULT,
        100);
  }

  /** Groups that ask for little, and a maximum gap far beyond the maximum age. */
  public static Plan withNarrowMargins(AlignMethod method) {
    Plan plan = plan(method);
    List<FeatureGroup> features =
        List.of(
            group("counts", List.of(Feature.COUNT, Feature.PERCENT_GOOD)),
            group("changes", List.of(Feature.TRANSITIONS)),
            group("averages", List.of(Feature.TWA)));
    MeasurementPlan measurements =
        new MeasurementPlan(
            10 * SECOND,
            method,
            2 * SECOND,
            3 * SECOND,
            40 * SECOND,
            MeasurementPlan.Admit.UNCERTAIN);
    return new Plan(
        plan.name(),
        plan.epoch(),
        plan.sources(),
        plan.catalogue(),
        plan.time(),
        measurements,
        features,
        plan.archive(),
        plan.maxAmplification());
  }

  private static FeatureGroup group(String name, List<Feature> features) {
    return new FeatureGroup(
        name,
        10 * SECOND,
        10 * SECOND,
        10 * SECOND,
        0,
        features,
        FeatureGroup.Input.NORMALISED,
        List.of());
  }

  private static SourcePlan source(String name) {
    JsonFormat format =
        new JsonFormat(
            Format.Framing.LINES,
            "",
            List.of("/id"),
            "/ts",
            "/value",
            "",
            "",
            "/q",
            QualityDialect.OPC_UA,
            "",
            "",
            TimeRule.ISO.withForm(TimeRule.Form.MICROS),
            JsonFormat.DEFAULT_MAX_DEPTH,
            JsonFormat.DEFAULT_MAX_DOCUMENT_BYTES,
            JsonFormat.DEFAULT_MAX_STRING_BYTES);
    return new SourcePlan(
        name, List.of("in/*.ndjson"), format, SourcePlan.UnknownSeries.QUARANTINE);
  }
}
