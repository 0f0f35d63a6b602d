package io.penstock.runners.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LiveFlagsTest {
  @Test
  void theDefaultsAreAsTheyMustBe() {
    FlinkPipelineOptions flink = defaults();

    assertThat(LiveFlags.problems(flink)).isEmpty();
    assertThat(flink.getParallelism()).isGreaterThanOrEqualTo(3);
    assertThat(flink.getStateBackendStoragePath()).endsWith("/state/checkpoints");
  }

  /** Design 7: each of these loses readings without a word. */
  @ParameterizedTest
  @MethodSource("breaches")
  void everySettingThatLosesReadingsIsRefused(
      String problem, Consumer<FlinkPipelineOptions> breach) {
    FlinkPipelineOptions flink = defaults();
    breach.accept(flink);

    assertThat(LiveFlags.problems(flink)).containsExactly(problem);
  }

  static Stream<Arguments> breaches() {
    return Stream.of(
        breach(
            "--finishBundleBeforeCheckpointing must be true, but was: false",
            flink -> flink.setFinishBundleBeforeCheckpointing(false)),
        breach(
            "--maxBundleTimeMills must be at most 100, but was: 1000",
            flink -> flink.setMaxBundleTimeMills(1000L)),
        breach(
            "--checkpointingInterval must be positive, but was: -1",
            flink -> flink.setCheckpointingInterval(-1L)),
        breach(
            "--externalizedCheckpointsEnabled and --retainExternalizedCheckpointsOnCancellation"
                + " must be true, but was: true and false",
            flink -> flink.setRetainExternalizedCheckpointsOnCancellation(false)),
        breach(
            "--maxParallelism must be at least the parallelism 8, and the same at every start,"
                + " but was: 4",
            flink -> {
              flink.setParallelism(8);
              flink.setMaxParallelism(4);
            }),
        breach(
            "--stateBackend must be rocksdb, but was: hashmap",
            flink -> flink.setStateBackend("hashmap")),
        breach(
            "--stateBackendStoragePath or state.checkpoints.dir must be a place that every machine"
                + " of the cluster reaches, but was: not given",
            flink -> flink.setStateBackendStoragePath(null)));
  }

  private static Arguments breach(String problem, Consumer<FlinkPipelineOptions> breach) {
    return Arguments.of(problem, breach);
  }

  private static FlinkPipelineOptions defaults() {
    FlinkPipelineOptions flink = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    LiveFlags.setDefaults(flink, 3, Path.of("/state"));
    return flink;
  }
}
