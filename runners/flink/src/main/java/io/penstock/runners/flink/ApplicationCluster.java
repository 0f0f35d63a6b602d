package io.penstock.runners.flink;

import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The cluster whose JobManager runs this program's {@code main}: Flink's application mode. Its
 * settings say what the command line says elsewhere. At every failover of the JobManager {@code
 * main} runs again, while the job itself goes on from its last checkpoint.
 *
 * @param parallelism of the job
 * @param restores whether the job goes on from a savepoint or a checkpoint
 * @param checkpoints where checkpoints go, empty when that is not set
 */
record ApplicationCluster(int parallelism, boolean restores, String checkpoints) {

  /** The cluster around this process, if there is one. */
  static Optional<ApplicationCluster> here() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    if (environment instanceof LocalStreamEnvironment) {
      return Optional.empty();
    }
    ReadableConfig settings = environment.getConfiguration();
    Configuration all = new Configuration();
    all.addAll(Configuration.fromMap(settings.toMap()));
    return Optional.of(
        new ApplicationCluster(
            environment.getParallelism(),
            SavepointRestoreSettings.fromConfiguration(all).restoreSavepoint(),
            all.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY).orElse("")));
  }
}
