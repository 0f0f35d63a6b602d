package io.penstock.pipelines.live;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/**
 * Options of the live stream. All options are shown by the engine's user interface, so none holds a
 * secret: those of the database and of Kafka are in files that are named here and in the plan.
 */
public interface LiveOptions extends PipelineOptions {
  /** The plan. */
  @Description("Plan file (YAML).")
  @Validation.Required
  String getPlan();

  /** Sets the plan. */
  void setPlan(String plan);

  /** Where raw archive, archive and state go. */
  @Description("Folder for the raw archive (raw/), the archive (archive/) and state (live/).")
  @Validation.Required
  String getOut();

  /** Sets the output folder. */
  void setOut(String out);

  /** Connection of the hot tables. */
  @Description("Properties file with url, user and passwordFile of the hot tables.")
  @Default.String("")
  String getHot();

  /** Sets the connection file. */
  void setHot(String hot);

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
}
