package io.penstock.core.plan;

import io.penstock.core.decode.Format;
import java.io.Serializable;
import java.util.List;

/**
 * One source of raw messages.
 *
 * @param name its name, {@code [a-z][a-z0-9_-]*}; raw messages, counts and quarantine carry it
 * @param paths files, folders or globs, resolved against the plan's folder
 * @param format how its messages are decoded
 * @param unknown what happens to an address the catalogue does not have
 * @param mqtt what the bridge brings into its topic, or {@link MqttInput#NONE}
 * @param kafka where its live messages are, or {@link KafkaInput#NONE}
 */
public record SourcePlan(
    String name,
    List<String> paths,
    Format format,
    UnknownSeries unknown,
    MqttInput mqtt,
    KafkaInput kafka)
    implements Serializable {

  /** A source of files alone. */
  public SourcePlan(String name, List<String> paths, Format format, UnknownSeries unknown) {
    this(name, paths, format, unknown, MqttInput.NONE, KafkaInput.NONE);
  }

  /**
   * The policy for addresses the catalogue does not have.
   *
   * @param asset the asset that takes them as new series, empty to quarantine them
   * @param maxSeries most new series one worker takes from this source; the rest is quarantined
   *     {@code series_quota}
   */
  public record UnknownSeries(String asset, int maxSeries) implements Serializable {
    /** Quarantines every unknown address. */
    public static final UnknownSeries QUARANTINE = new UnknownSeries("", 0);

    /** Whether unknown addresses become new series. */
    public boolean accepts() {
      return !asset.isEmpty();
    }
  }

  /** Copies the paths. */
  public SourcePlan {
    paths = List.copyOf(paths);
  }
}
