package io.penstock.runners.flink;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.flink.runtime.util.EnvironmentInformation;

/**
 * The settings of Flink that the live stream cannot do without. Each is set unless the command line
 * says otherwise, and each is checked: with other values readings are lost without a word.
 */
public final class LiveFlags {
  /** Older releases restore sources without registering their watermarks, and lose readings. */
  public static final String FLINK_VERSION = "1.19.3";

  private static final long CHECKPOINT_MILLIS = 10_000;
  private static final long BUNDLE_MILLIS = 100;

  /** Lists of records, see {@link io.penstock.io.kafka.GatheredRecords}. */
  private static final long BUNDLE_SIZE = 100;

  private static final long WATERMARK_MILLIS = 100;
  private static final int MAX_PARALLELISM = 128;

  private LiveFlags() {}

  /** Sets what the command line left open, on a cluster that is asked from outside. */
  public static void setDefaults(FlinkPipelineOptions flink, int partitions, Path stateFolder) {
    setDefaults(flink);
    if (flink.getParallelism() <= 0) {
      flink.setParallelism(Math.max(partitions, Runtime.getRuntime().availableProcessors()));
    }
    if (flink.getStateBackendStoragePath() == null) {
      flink.setStateBackendStoragePath(stateFolder.resolve("checkpoints").toUri().toString());
    }
  }

  /** Sets what the command line left open, inside a cluster, whose settings go first. */
  static void setDefaults(FlinkPipelineOptions flink, ApplicationCluster cluster) {
    setDefaults(flink);
    flink.setParallelism(cluster.parallelism());
    if (flink.getStateBackendStoragePath() == null && !cluster.checkpoints().isEmpty()) {
      flink.setStateBackendStoragePath(cluster.checkpoints());
    }
  }

  private static void setDefaults(FlinkPipelineOptions flink) {
    flink.setRunner(FlinkRunner.class);
    flink.setStreaming(true);
    flink.setAttachedMode(false);
    flink.setFinishBundleBeforeCheckpointing(true);
    flink.setMaxBundleTimeMills(BUNDLE_MILLIS);
    if (flink.getMaxBundleSize() == null || flink.getMaxBundleSize() > BUNDLE_SIZE) {
      flink.setMaxBundleSize(BUNDLE_SIZE);
    }
    flink.setAutoWatermarkInterval(WATERMARK_MILLIS);
    flink.setObjectReuse(true);
    flink.setFasterCopy(true);
    flink.setExternalizedCheckpointsEnabled(true);
    flink.setRetainExternalizedCheckpointsOnCancellation(true);
    if (flink.getCheckpointingInterval() <= 0) {
      flink.setCheckpointingInterval(CHECKPOINT_MILLIS);
    }
    if (flink.getMinPauseBetweenCheckpoints() < 0) {
      // So the first comes after a whole interval: one from before the partitions are assigned
      // would
      // be restored to a stream that reads nothing and ends.
      flink.setMinPauseBetweenCheckpoints(flink.getCheckpointingInterval());
    }
    if (flink.getMaxParallelism() <= 0) {
      flink.setMaxParallelism(MAX_PARALLELISM);
    }
    if (flink.getStateBackend() == null) {
      flink.setStateBackend("rocksdb");
    }
  }

  /** What is not as it must be, each with what to set; empty when the stream may start. */
  public static List<String> problems(FlinkPipelineOptions flink) {
    Problems problems = new Problems();
    String version = EnvironmentInformation.getVersion();
    problems.demand(version.equals(FLINK_VERSION), "Flink", FLINK_VERSION, version);
    problems.demand(flink.isStreaming(), "--streaming", "true", flink.isStreaming());
    problems.demand(
        flink.getFinishBundleBeforeCheckpointing(),
        "--finishBundleBeforeCheckpointing",
        "true",
        flink.getFinishBundleBeforeCheckpointing());
    problems.demand(
        flink.getMaxBundleTimeMills() <= BUNDLE_MILLIS,
        "--maxBundleTimeMills",
        "at most " + BUNDLE_MILLIS,
        flink.getMaxBundleTimeMills());
    problems.demand(
        flink.getCheckpointingInterval() > 0,
        "--checkpointingInterval",
        "positive",
        flink.getCheckpointingInterval());
    problems.demand(
        flink.isExternalizedCheckpointsEnabled()
            && flink.getRetainExternalizedCheckpointsOnCancellation(),
        "--externalizedCheckpointsEnabled and --retainExternalizedCheckpointsOnCancellation",
        "true",
        flink.isExternalizedCheckpointsEnabled()
            + " and "
            + flink.getRetainExternalizedCheckpointsOnCancellation());
    problems.demand(flink.getObjectReuse(), "--objectReuse", "true", flink.getObjectReuse());
    problems.demand(flink.getFasterCopy(), "--fasterCopy", "true", flink.getFasterCopy());
    problems.demand(
        flink.getMaxParallelism() >= flink.getParallelism(),
        "--maxParallelism",
        "at least the parallelism " + flink.getParallelism() + ", and the same at every start",
        flink.getMaxParallelism());
    problems.demand(
        "rocksdb".equals(flink.getStateBackend()),
        "--stateBackend",
        "rocksdb",
        flink.getStateBackend());
    problems.demand(
        flink.getStateBackendStoragePath() != null,
        "--stateBackendStoragePath or state.checkpoints.dir",
        "a place that every machine of the cluster reaches",
        "not given");
    return problems.all;
  }

  private static final class Problems {
    private final List<String> all = new ArrayList<>();

    void demand(boolean holds, String setting, String wanted, Object actual) {
      if (!holds) {
        all.add(setting + " must be " + wanted + ", but was: " + actual);
      }
    }
  }
}
