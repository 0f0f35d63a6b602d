package io.penstock.core.plan;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules of the archive, the measurements and the feature groups: lengths that fit together. */
final class DatasetCheck {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration TICK = Duration.ofMillis(1);

  private final Plan plan;
  private final Findings findings;
  private final boolean periodHolds;

  DatasetCheck(Plan plan, Findings findings) {
    this.plan = plan;
    this.findings = findings;
    long period = plan.archive().periodMicros();
    this.periodHolds = findings.within("archive.period", period, Duration.ofSeconds(1), DAY);
  }

  void check() {
    archive();
    boolean aligned = measurements();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < plan.features().size(); i++) {
      FeatureGroup group = plan.features().get(i);
      String path = "features[" + i + "]";
      name(path + ".name", group.name(), names);
      if (group(path, group) && aligned) {
        onAligned(path, group);
        TileCost cost = TileCost.ofFeatures(plan, group);
        amplification(path, cost, featureCause(path, group));
        settle(cost);
      }
    }
  }

  private void archive() {
    long period = plan.archive().periodMicros();
    if (periodHolds) {
      findings.divides("archive.period", period, "a day", Findings.micros(DAY));
    }
    findings.within("archive.shards", plan.archive().shards(), 1, 4096);
  }

  private boolean measurements() {
    MeasurementPlan measurements = plan.measurements();
    long tile = measurements.tileMicros();
    String align = "measurements.align.";
    boolean tileHolds = tile("measurements.tile", tile);
    boolean gridHolds = true;
    if (measurements.method() != AlignMethod.NONE) {
      gridHolds = findings.within(align + "grid", measurements.gridMicros(), TICK, DAY);
      if (gridHolds && tileHolds) {
        findings.divides(align + "grid", measurements.gridMicros(), "measurements.tile", tile);
      }
    }
    boolean holds =
        Findings.all(
            tileHolds,
            gridHolds,
            findings.within(align + "maxAge", measurements.maxAgeMicros(), Duration.ZERO, DAY),
            findings.within(align + "maxGap", measurements.maxGapMicros(), Duration.ZERO, DAY));
    if (holds) {
      TileCost cost = TileCost.ofMeasurements(plan);
      amplification("measurements", cost, measurementCause());
      settle(cost);
    }
    return holds;
  }

  private void name(String path, String name, Set<String> names) {
    findings.name(path, name, NAME);
    if (name.equals(Plan.MEASUREMENTS)) {
      findings.add(path, "must not be measurements: that is the aligned measurements' name");
    } else if (!names.add(name)) {
      findings.add(path, "must differ from every other feature group's: " + Shown.text(name));
    }
  }

  /** The lengths of one group; answers whether its margins can be computed. */
  private boolean group(String path, FeatureGroup group) {
    if (group.features().isEmpty()) {
      findings.add(path + ".compute", "must name at least one feature");
    }
    boolean lengthsHold =
        Findings.all(
            findings.within(path + ".window", group.windowMicros(), TICK, Duration.ofDays(7)),
            findings.within(path + ".hop", group.hopMicros(), TICK, Duration.ofDays(7)),
            tile(path + ".tile", group.tileMicros()));
    if (!lengthsHold) {
      return false;
    }
    long hop = group.hopMicros();
    return Findings.all(
        findings.demand(
            hop <= group.windowMicros(),
            path + ".hop",
            "must be at most " + path + ".window " + Findings.span(group.windowMicros()),
            Findings.span(hop)),
        findings.demand(
            group.originMicros() >= 0 && group.originMicros() < hop,
            path + ".offset",
            "must be at least PT0S and below " + path + ".hop " + Findings.span(hop),
            Findings.span(group.originMicros())),
        findings.demand(
            group.tileMicros() % hop == 0,
            path + ".tile",
            "must be a multiple of " + path + ".hop " + Findings.span(hop),
            Findings.span(group.tileMicros())));
  }

  private boolean tile(String path, long tile) {
    boolean holds = findings.within(path, tile, TICK, DAY);
    if (holds && periodHolds) {
      findings.divides(path, tile, "archive.period", plan.archive().periodMicros());
    }
    return holds;
  }

  /** A mean over a grid step must not need readings from beyond the tile it is computed in. */
  private void onAligned(String path, FeatureGroup group) {
    MeasurementPlan measurements = plan.measurements();
    if (group.input() == FeatureGroup.Input.ALIGNED && measurements.method() != AlignMethod.NONE) {
      findings.demand(
          group.tileMicros() % measurements.gridMicros() == 0,
          path + ".tile",
          "must be a multiple of measurements.align.grid "
              + Findings.span(measurements.gridMicros())
              + ", since its input is aligned",
          Findings.span(group.tileMicros()));
    }
  }

  /** Refuses margins that are far longer than the tile: they are never approximated. */
  private void amplification(String path, TileCost cost, String cause) {
    double max = plan.maxAmplification();
    if (max >= 1 && cost.amplification() > max) {
      String raise =
          max == 1
              ? ""
              : "raise %s.tile to at least %s, or "
                  .formatted(
                      path, Findings.span((long) StrictMath.ceil(cost.marginMicros() / (max - 1))));
      findings.add(
          path + ".tile",
          ("must keep (look-back %s + tile %s + look-ahead %s) / tile within maxAmplification %s,"
                  + " but was: %s; %slower %s")
              .formatted(
                  Findings.span(cost.margins().lookBackMicros()),
                  Findings.span(cost.tileMicros()),
                  Findings.span(cost.margins().lookAheadMicros()),
                  TileCost.shown(max),
                  TileCost.shown(cost.amplification()),
                  raise,
                  cause));
    }
  }

  /**
   * The watermark must not pass the end of a tile before the readings its look-ahead admits have
   * had {@code maxDelay} to come; otherwise Beam would drop them as late.
   */
  private void settle(TileCost cost) {
    long ahead = cost.margins().lookAheadMicros();
    findings.demand(
        plan.time().settleMicros() >= ahead,
        "time.settle",
        ("must be at least %s, the look-ahead of %s"
                + " (measurements.align.maxGap, or the longest max_gap of the catalogue)")
            .formatted(Findings.span(ahead), cost.dataset()),
        Findings.span(plan.time().settleMicros()));
  }

  private String measurementCause() {
    return switch (plan.measurements().method()) {
      case LINEAR -> holdCause(Margins.longestGap(plan, List.of()));
      case NEAREST -> "measurements.align.grid";
      case LAST, MEAN, NONE -> "measurements.align.maxAge";
    };
  }

  private String featureCause(String path, FeatureGroup group) {
    Margins margins = Margins.ofFeatures(plan, group);
    long window = Margins.windowLookBack(group);
    if (window >= margins.lookBackMicros() - window + margins.lookAheadMicros()) {
      return path + ".window";
    }
    if (group.input() == FeatureGroup.Input.ALIGNED) {
      return measurementCause();
    }
    return margins.lookAheadMicros() == 0
        ? "measurements.align.maxAge"
        : holdCause(margins.lookAheadMicros());
  }

  /** Which of the three settings makes a hold or a gap that long. */
  private String holdCause(long gap) {
    if (plan.measurements().maxAgeMicros() > gap) {
      return "measurements.align.maxAge";
    }
    return gap > plan.measurements().maxGapMicros()
        ? "the longest max_gap of the catalogue"
        : "measurements.align.maxGap";
  }
}
