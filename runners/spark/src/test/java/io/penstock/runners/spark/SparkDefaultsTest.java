package io.penstock.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.GivenOptions;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class SparkDefaultsTest {
  @Test
  void leaveWhatTheUserGave() {
    String[] args = {"--sparkMaster=spark://somewhere:7077", "--storageLevel=DISK_ONLY"};
    SparkPipelineOptions engine =
        PipelineOptionsFactory.fromArgs(args).as(SparkPipelineOptions.class);

    SparkMain.setDefaults(engine.as(BoundedOptions.class), GivenOptions.of(args));

    assertThat(engine.getSparkMaster()).isEqualTo("spark://somewhere:7077");
    assertThat(engine.getStorageLevel()).isEqualTo("DISK_ONLY");
    assertThat(engine.getEnableSparkMetricSinks()).isEqualTo(false);
  }
}
