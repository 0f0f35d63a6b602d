package io.penstock.runners.flink;

import io.penstock.pipelines.bounded.BoundedMain;
import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.GivenOptions;
import io.penstock.pipelines.plan.PlanInvalid;
import java.io.IOException;
import java.sql.SQLException;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;

/** Runs a plan on Flink: in this process, or on the cluster that {@code --flinkMaster} names. */
public final class FlinkMain {
  private FlinkMain() {}

  /** Runs a plan; see {@link BoundedOptions} and Beam's {@link FlinkPipelineOptions}. */
  public static void main(String[] args)
      throws PlanInvalid, IOException, SQLException, InterruptedException {
    BoundedMain.run(args, FlinkMain::setDefaults);
  }

  /**
   * Object reuse saves a copy of every element between chained steps; our elements are never
   * changed once they are made.
   */
  static void setDefaults(BoundedOptions options, GivenOptions given) {
    options.setRunner(FlinkRunner.class);
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    flink.setStreaming(false);
    given.orElse("objectReuse", () -> flink.setObjectReuse(true));
    given.orElse("fasterCopy", () -> flink.setFasterCopy(true));
    boolean local =
        flink.getFlinkMaster().equals("[auto]") || flink.getFlinkMaster().equals("[local]");
    if (local) {
      given.orElse(
          "parallelism", () -> flink.setParallelism(Runtime.getRuntime().availableProcessors()));
    }
  }
}
