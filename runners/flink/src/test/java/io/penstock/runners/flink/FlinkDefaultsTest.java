package io.penstock.runners.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.GivenOptions;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class FlinkDefaultsTest {
  @Test
  void leaveWhatTheUserGave() {
    String[] args = {"--parallelism=3", "--objectReuse=false"};
    FlinkPipelineOptions engine =
        PipelineOptionsFactory.fromArgs(args).as(FlinkPipelineOptions.class);

    FlinkMain.setDefaults(engine.as(BoundedOptions.class), GivenOptions.of(args));

    assertThat(engine.getParallelism()).isEqualTo(3);
    assertThat(engine.getObjectReuse()).isEqualTo(false);
    assertThat(engine.getFasterCopy()).isEqualTo(true);
  }
}
