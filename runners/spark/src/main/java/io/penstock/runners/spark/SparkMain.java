package io.penstock.runners.spark;

import io.penstock.pipelines.bounded.BoundedMain;
import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.GivenOptions;
import io.penstock.pipelines.plan.PlanInvalid;
import java.io.IOException;
import java.sql.SQLException;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.runners.spark.SparkRunner;

/** Runs a plan on Spark: in this process, or where {@code spark-submit} puts it. */
public final class SparkMain {
  private SparkMain() {}

  /** Runs a plan; see {@link BoundedOptions} and Beam's {@link SparkPipelineOptions}. */
  public static void main(String[] args)
      throws PlanInvalid, IOException, SQLException, InterruptedException {
    BoundedMain.run(args, SparkMain::setDefaults, DriverMetrics::export);
  }

  /**
   * Under {@code spark-submit} the master comes from its configuration and must not be set here.
   * Results that are read twice go to disk when memory is short. Beam's own metric sinks register
   * empty gauges that break a Prometheus scrape.
   */
  static void setDefaults(BoundedOptions options, GivenOptions given) {
    options.setRunner(SparkRunner.class);
    SparkPipelineOptions spark = options.as(SparkPipelineOptions.class);
    given.orElse("enableSparkMetricSinks", () -> spark.setEnableSparkMetricSinks(false));
    given.orElse("storageLevel", () -> spark.setStorageLevel("MEMORY_AND_DISK"));
    if (System.getProperty("spark.master") == null) {
      String local = "local[" + Runtime.getRuntime().availableProcessors() + "]";
      given.orElse("sparkMaster", () -> spark.setSparkMaster(local));
    }
  }
}
