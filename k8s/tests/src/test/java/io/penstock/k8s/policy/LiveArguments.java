package io.penstock.k8s.policy;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/**
 * The options of the live stream as far as manifests use them, until its own are there to be asked.
 * Every accessor is one of Beam's option properties.
 */
public interface LiveArguments extends PipelineOptions {
  /** The plan. */
  @Validation.Required
  String getPlan();

  /** Sets the plan. */
  void setPlan(String plan);

  /** Where everything goes. */
  @Validation.Required
  String getOut();

  /** Sets the output folder. */
  void setOut(String out);

  /** Connection of the hot tables. Beam wants one default wherever two options have one name. */
  @Default.String("")
  String getHot();

  /** Sets the connection file. */
  void setHot(String hot);

  /** Where to start. */
  String getFrom();

  /** Sets the start. */
  void setFrom(String from);

  /** How far a start may be behind. */
  String getMaxCatchUp();

  /** Sets how far a start may be behind. */
  void setMaxCatchUp(String maxCatchUp);
}
