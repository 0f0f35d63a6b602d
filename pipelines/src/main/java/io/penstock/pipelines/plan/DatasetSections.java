package io.penstock.pipelines.plan;

import io.penstock.core.feature.Feature;
import io.penstock.core.plan.AlignMethod;
import io.penstock.core.plan.ArchivePlan;
import io.penstock.core.plan.FeatureGroup;
import io.penstock.core.plan.LivePlan;
import io.penstock.core.plan.MeasurementPlan;
import io.penstock.core.plan.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sections {@code measurements}, {@code features} and {@code archive}. */
final class DatasetSections {
  /** 10 seconds, held on a grid of 1 second for at most 5 seconds, Uncertain admitted. */
  static final MeasurementPlan DEFAULT_MEASUREMENTS =
      new MeasurementPlan(
          10_000_000,
          AlignMethod.LAST,
          1_000_000,
          5_000_000,
          5_000_000,
          MeasurementPlan.Admit.UNCERTAIN);

  /** Stands in for a window that is missing or faulty, so that the rest can be checked. */
  private static final long STAND_IN_WINDOW = 60_000_000;

  private static final Map<String, Feature> FEATURES = new LinkedHashMap<>();

  static {
    Arrays.stream(Feature.values()).forEach(feature -> FEATURES.put(feature.column(), feature));
  }

  private DatasetSections() {}

  static MeasurementPlan measurements(YamlMap section) {
    MeasurementPlan standard = DEFAULT_MEASUREMENTS;
    YamlMap align = section.mapOrEmpty("align", Section.ALIGN);
    return new MeasurementPlan(
        section.micros("tile", standard.tileMicros()),
        align.value("method", SettingText.oneOf(AlignMethod.class)).orElse(standard.method()),
        align.micros("grid", standard.gridMicros()),
        align.micros("maxAge", standard.maxAgeMicros()),
        align.micros("maxGap", standard.maxGapMicros()),
        section
            .value("admit", SettingText.oneOf(MeasurementPlan.Admit.class))
            .orElse(standard.admit()));
  }

  static ArchivePlan archive(YamlMap section) {
    return new ArchivePlan(
        section.micros("period", ArchivePlan.DEFAULT.periodMicros()),
        section
            .<Integer>number("shards", SettingText::integer)
            .orElse(ArchivePlan.DEFAULT.shards()));
  }

  /** The section {@code live}. */
  static LivePlan live(YamlMap section) {
    LivePlan standard = LivePlan.DEFAULT;
    return new LivePlan(
        section.micros("slot", standard.rawSlotMicros()),
        section.<Integer>number("lanes", SettingText::integer).orElse(standard.lanes()),
        section.micros("earlyEvery", standard.earlyEveryMicros()),
        section.micros("lateEvery", standard.lateEveryMicros()));
  }

  /** One item of {@code features}: tumbling, one window per tile, unless it says otherwise. */
  static FeatureGroup feature(YamlMap section) {
    section.require("window");
    section.require("compute");
    long window = section.micros("window", STAND_IN_WINDOW);
    return new FeatureGroup(
        section.requiredText("name"),
        section.micros("tile", window),
        window,
        section.micros("hop", window),
        section.micros("offset", 0),
        features(section),
        section
            .value("input", SettingText.oneOf(FeatureGroup.Input.class))
            .orElse(FeatureGroup.Input.NORMALISED),
        section.texts("metrics", List.of()));
  }

  private static List<Feature> features(YamlMap section) {
    List<Feature> features = new ArrayList<>();
    for (String name : section.texts("compute", List.of())) {
      Feature feature = FEATURES.get(name);
      if (feature != null) {
        features.add(feature);
      } else {
        section.fault(
            "compute",
            "must name features, but has: "
                + Shown.text(name)
                + "; the nearest is "
                + NearestName.of(name, List.copyOf(FEATURES.keySet())));
      }
    }
    return features;
  }
}
