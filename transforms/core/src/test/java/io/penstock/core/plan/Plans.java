package io.penstock.core.plan;

import io.penstock.core.decode.Format;
import io.penstock.core.decode.senml.SenmlFormat;
import io.penstock.core.feature.Feature;
import io.penstock.core.model.Binding;
import io.penstock.core.model.Calibration;
import io.penstock.core.model.Catalogue;
import io.penstock.core.model.Interpolation;
import io.penstock.core.model.Series;
import io.penstock.core.model.ValueType;
import io.penstock.core.plan.SourcePlan.UnknownSeries;
import io.penstock.core.time.TimeRule;
import io.penstock.core.unit.UnitConversion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Plans for tests: a sound one, and the same with one thing changed. */
final class Plans {
  static final long SECOND = 1_000_000;
  static final long MINUTE = 60 * SECOND;

  private Plans() {}

  static Plan sound() {
    return of(
        List.of(source("gateway", UnknownSeries.QUARANTINE)),
        catalogue(sloped("temperature", 0), stepped("mode")),
        TimePlan.DEFAULT,
        measurements(AlignMethod.LAST),
        List.of(group("stats_1m", FeatureGroup.Input.NORMALISED, Feature.MEAN)),
        ArchivePlan.DEFAULT);
  }

  static SourcePlan source(String name, UnknownSeries unknown) {
    Format format = new SenmlFormat(Format.Framing.DOCUMENT, "", TimeRule.ISO);
    return new SourcePlan(name, List.of("in"), format, unknown);
  }

  static Plan withFormat(Format format) {
    return withSources(new SourcePlan("gateway", List.of("in"), format, UnknownSeries.QUARANTINE));
  }

  static MeasurementPlan measurements(AlignMethod method) {
    return new MeasurementPlan(
        10 * SECOND, method, SECOND, 5 * SECOND, 2 * SECOND, MeasurementPlan.Admit.UNCERTAIN);
  }

  static FeatureGroup group(String name, FeatureGroup.Input input, Feature... features) {
    return group(name, MINUTE, MINUTE, MINUTE, 0, input, features);
  }

  static FeatureGroup group(
      String name,
      long tile,
      long window,
      long hop,
      long origin,
      FeatureGroup.Input input,
      Feature... features) {
    return new FeatureGroup(name, tile, window, hop, origin, List.of(features), input, List.of());
  }

  static Series sloped(String metric, long maxGapMicros) {
    return series(metric, ValueType.NUMBER, Interpolation.SLOPED, maxGapMicros);
  }

  static Series stepped(String metric) {
    return series(metric, ValueType.BOOLEAN, Interpolation.STEPPED, 0);
  }

  private static Series series(
      String metric, ValueType type, Interpolation interpolation, long maxGapMicros) {
    return new Series(
        "acme/berlin/press/line1/p1",
        metric,
        type,
        interpolation,
        "1",
        maxGapMicros,
        List.of(Calibration.IDENTITY));
  }

  /** A catalogue in which each series' address is its metric. */
  static Catalogue catalogue(Series... series) {
    List<Series> sorted = new ArrayList<>(List.of(series));
    sorted.sort(Series.BY_NAME);
    Map<String, List<Binding>> bindings = new TreeMap<>();
    for (int i = 0; i < sorted.size(); i++) {
      bindings.put(sorted.get(i).metric(), List.of(binding(i, 0)));
    }
    return Catalogue.of(sorted, bindings);
  }

  static Binding binding(int series, long clockOffset) {
    return new Binding(
        series, Long.MIN_VALUE, Long.MAX_VALUE, clockOffset, "1", UnitConversion.IDENTITY);
  }

  static Plan withSources(SourcePlan... sources) {
    Plan p = sound();
    return of(
        List.of(sources), p.catalogue(), p.time(), p.measurements(), p.features(), p.archive());
  }

  static Plan withCatalogue(Catalogue catalogue) {
    Plan p = sound();
    return of(p.sources(), catalogue, p.time(), p.measurements(), p.features(), p.archive());
  }

  static Plan withTime(TimePlan time) {
    Plan p = sound();
    return of(p.sources(), p.catalogue(), time, p.measurements(), p.features(), p.archive());
  }

  static Plan withMeasurements(MeasurementPlan measurements) {
    Plan p = sound();
    return of(p.sources(), p.catalogue(), p.time(), measurements, p.features(), p.archive());
  }

  static Plan withFeatures(FeatureGroup... features) {
    Plan p = sound();
    return of(
        p.sources(), p.catalogue(), p.time(), p.measurements(), List.of(features), p.archive());
  }

  static Plan withArchive(ArchivePlan archive) {
    Plan p = sound();
    return of(p.sources(), p.catalogue(), p.time(), p.measurements(), p.features(), archive);
  }

  static Plan of(
      List<SourcePlan> sources,
      Catalogue catalogue,
      TimePlan time,
      MeasurementPlan measurements,
      List<FeatureGroup> features,
      ArchivePlan archive) {
    return new Plan(
        "demo",
        1,
        sources,
        catalogue,
        time,
        measurements,
        features,
        archive,
        Plan.DEFAULT_MAX_AMPLIFICATION);
  }
}
