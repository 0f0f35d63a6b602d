package io.penstock.core.plan;

import io.penstock.core.model.Binding;
import io.penstock.core.model.Calibration;
import io.penstock.core.model.Catalogue;
import io.penstock.core.model.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a plan means for results, hashed part by part: each series with everything the catalogue
 * says about it, each source, and each section that can change a value. File paths, stores, tile
 * lengths and performance settings are no part of it.
 *
 * <p>The hashes are stored with the data, so the bytes that are hashed never change between
 * releases for the same settings; a test pins them.
 */
public final class SemanticHash {
  private SemanticHash() {}

  /** The fingerprint of a checked plan. */
  public static PlanFingerprint of(Plan plan) {
    Map<String, String> parts = new TreeMap<>();
    parts.put("time", hash(plan.time().canonical()));
    parts.put(Plan.MEASUREMENTS, hash(plan.measurements().canonical()));
    for (FeatureGroup group : plan.features()) {
      parts.put("feature/" + group.name(), hash(group.canonical()));
    }
    for (SourcePlan source : plan.sources()) {
      parts.put("source/" + source.name(), hash(source.format().canonical()));
      if (source.unknown().accepts()) {
        parts.put("source/" + source.name() + "/accept", hash(source.unknown().asset()));
      }
    }
    series(plan.catalogue(), parts);
    return new PlanFingerprint(parts, layout(plan));
  }

  /**
   * The part of a series: {@code series/<asset>/<metric>}, where {@code ~} and {@code /} of the
   * metric are escaped as in RFC 6901, so that no two series share a part.
   */
  public static String partOf(Series series) {
    return "series/" + series.asset() + "/" + series.metric().replace("~", "~0").replace("/", "~1");
  }

  private static void series(Catalogue catalogue, Map<String, String> parts) {
    List<CanonicalDigest> digests = new ArrayList<>();
    catalogue.series().forEach(series -> digests.add(facts(series)));
    for (int address = 0; address < catalogue.size(); address++) {
      for (Binding binding : catalogue.bindings(address)) {
        facts(digests.get(binding.series()), catalogue.address(address), binding);
      }
    }
    for (int i = 0; i < digests.size(); i++) {
      parts.put(partOf(catalogue.series().get(i)), digests.get(i).hex());
    }
  }

  private static CanonicalDigest facts(Series series) {
    CanonicalDigest digest =
        new CanonicalDigest()
            .text(series.asset())
            .text(series.metric())
            .text(series.type().name())
            .text(series.interpolation().name())
            .text(series.unit())
            .number(series.maxGapMicros())
            .number(series.calibrations().size());
    for (Calibration calibration : series.calibrations()) {
      digest
          .number(calibration.validFromMicros())
          .number(calibration.validToMicros())
          .number(calibration.scale())
          .number(calibration.offset())
          .number(calibration.rangeLow())
          .number(calibration.rangeHigh());
    }
    return digest;
  }

  private static void facts(CanonicalDigest digest, String address, Binding binding) {
    digest
        .text(address)
        .number(binding.deviceFromMicros())
        .number(binding.deviceToMicros())
        .number(binding.clockOffsetMicros())
        .text(binding.sourceUnit())
        .number(binding.conversion().factor())
        .number(binding.conversion().shift());
  }

  private static String hash(String canonical) {
    return new CanonicalDigest().text(canonical).hex();
  }

  private static Map<String, String> layout(Plan plan) {
    Map<String, String> layout = new TreeMap<>();
    layout.put("archive/period", Findings.span(plan.archive().periodMicros()));
    layout.put("archive/shards", Integer.toString(plan.archive().shards()));
    layout.put(Plan.MEASUREMENTS + "/tile", Findings.span(plan.measurements().tileMicros()));
    for (FeatureGroup group : plan.features()) {
      layout.put(group.name() + "/tile", Findings.span(group.tileMicros()));
      layout.put(group.name() + "/offset", Findings.span(group.originMicros()));
    }
    return layout;
  }
}
