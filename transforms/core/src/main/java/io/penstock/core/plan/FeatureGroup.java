package io.penstock.core.plan;

import io.penstock.core.decode.Canonical;
import io.penstock.core.feature.Feature;
import java.io.Serializable;
import java.util.List;

/**
 * One set of features over one kind of window. Each group is a dataset of its own.
 *
 * @param name the dataset's name, {@code [a-z][a-z0-9_]*}
 * @param tileMicros length of a tile: a multiple of the hop, and of the window when tumbling;
 *     divides the archive period
 * @param windowMicros length of a window
 * @param hopMicros distance between window starts; equal to the window when tumbling
 * @param originMicros offset of window starts from the Unix epoch; below the hop
 * @param features what is computed, without duplicates, in the order of {@link Feature}
 * @param input what it is computed from
 * @param metrics metric names it is computed for; empty means all
 */
public record FeatureGroup(
    String name,
    long tileMicros,
    long windowMicros,
    long hopMicros,
    long originMicros,
    List<Feature> features,
    Input input,
    List<String> metrics)
    implements Serializable {

  /** What features are computed from. */
  public enum Input {
    /** The normalised readings. */
    NORMALISED,
    /** The values on the measurement grid. */
    ALIGNED
  }

  /** Sorts and copies the lists. */
  public FeatureGroup {
    features = features.stream().sorted().distinct().toList();
    metrics = metrics.stream().sorted().distinct().toList();
  }

  /** Every setting that can change a result, as {@link Canonical} text. */
  public String canonical() {
    return Canonical.of(name)
        .number(windowMicros)
        .number(hopMicros)
        .number(originMicros)
        .texts(features.stream().map(Feature::column).toList())
        .choice(input)
        .texts(metrics)
        .toString();
  }
}
