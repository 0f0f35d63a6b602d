package io.penstock.pipelines.live;

import io.penstock.pipelines.stores.StoreOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** Options of the live stream. How Kafka is reached stands in files that the plan names. */
public interface LiveOptions extends StoreOptions {
  /** Where to start. */
  @Description(
      "Where to start without a savepoint: resume, earliest, latest, or a time such as"
          + " 2026-01-31T00:00:00Z.")
  @Default.String("")
  String getFrom();

  /** Sets the start. */
  void setFrom(String from);

  /** How far a start may be behind. */
  @Description("Longest time that a start may be behind, as an ISO 8601 duration.")
  @Default.String("PT1H")
  String getMaxCatchUp();

  /** Sets how far a start may be behind. */
  void setMaxCatchUp(String maxCatchUp);

  /** Where checkpoints and savepoints go. */
  @Description(
      "Local folder of checkpoints and savepoints. Default: live/ below the plan's folder of an"
          + " output that is local; a cluster may have settings of its own.")
  @Default.String("")
  String getState();

  /** Sets the folder of state. */
  void setState(String state);
}
