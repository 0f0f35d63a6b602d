package io.penstock.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.GivenOptions;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class DirectDefaultsTest {
  @Test
  void leaveWhatTheUserGave() {
    String[] args = {"--targetParallelism=7", "--enforceImmutability"};
    DirectOptions engine = PipelineOptionsFactory.fromArgs(args).as(DirectOptions.class);

    DirectMain.setDefaults(engine.as(BoundedOptions.class), GivenOptions.of(args));

    assertThat(engine.getTargetParallelism()).isEqualTo(7);
    assertThat(engine.isEnforceImmutability()).isEqualTo(true);
    assertThat(engine.isEnforceEncodability()).isEqualTo(false);
  }
}
