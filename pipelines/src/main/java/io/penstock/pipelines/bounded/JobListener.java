package io.penstock.pipelines.bounded;

import io.penstock.core.plan.Plan;
import org.apache.beam.sdk.PipelineResult;

/** Hears of every job of a run when it begins: so an engine can export what the job counts. */
@FunctionalInterface
public interface JobListener {
  /** Hears nothing. */
  JobListener NONE = (plan, running) -> {};

  /** A job has begun; its metrics may be asked for until it is over. */
  void begun(Plan plan, PipelineResult running);
}
