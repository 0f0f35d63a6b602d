package io.penstock.core.plan;

import io.penstock.core.model.Catalogue;
import java.io.Serializable;
import java.util.List;

/**
 * What to read, what it means and what to make of it. One plan is used unchanged by live, backfill
 * and local runs. Immutable; checked by {@link PlanCheck} before anything starts.
 *
 * @param name the plan's name, {@code [a-z][a-z0-9_-]*}
 * @param epoch raised when a change makes earlier results incomparable
 * @param sources in the order of the file, names distinct
 * @param catalogue the series and their addresses
 * @param time lateness
 * @param measurements the aligned measurements
 * @param features feature groups, names distinct
 * @param archive how the archive is cut
 * @param maxAmplification largest accepted {@code (lookBack + tile + lookAhead) / tile}
 * @param live what only the live stream uses
 */
public record Plan(
    String name,
    int epoch,
    List<SourcePlan> sources,
    Catalogue catalogue,
    TimePlan time,
    MeasurementPlan measurements,
    List<FeatureGroup> features,
    ArchivePlan archive,
    double maxAmplification,
    LivePlan live)
    implements Serializable {

  /** A plan with the defaults of the live stream. */
  public Plan(
      String name,
      int epoch,
      List<SourcePlan> sources,
      Catalogue catalogue,
      TimePlan time,
      MeasurementPlan measurements,
      List<FeatureGroup> features,
      ArchivePlan archive,
      double maxAmplification) {
    this(
        name,
        epoch,
        sources,
        catalogue,
        time,
        measurements,
        features,
        archive,
        maxAmplification,
        LivePlan.DEFAULT);
  }

  /** The name of the measurements dataset. */
  public static final String MEASUREMENTS = "measurements";

  /** Default of {@link #maxAmplification}. */
  public static final double DEFAULT_MAX_AMPLIFICATION = 4;

  /** Copies the lists. */
  public Plan {
    sources = List.copyOf(sources);
    features = List.copyOf(features);
  }

  /** The position of a source in {@link #sources}. */
  public int sourceIndex(String sourceName) {
    for (int i = 0; i < sources.size(); i++) {
      if (sources.get(i).name().equals(sourceName)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no source named " + sourceName + " in plan " + name);
  }
}
