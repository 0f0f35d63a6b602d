package io.penstock.runners.flink;

import io.penstock.pipelines.live.LiveOptions;
import io.penstock.pipelines.live.LivePipeline;
import io.penstock.pipelines.live.LiveRun;
import io.penstock.pipelines.live.LiveSettings;
import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;

/** Starts the live stream of a plan on a cluster: checks, then submits. */
final class LiveJob {
  private LiveJob() {}

  /**
   * Submits the stream.
   *
   * @param options with every flag set; a savepoint's path means to go on from there
   * @throws io.penstock.pipelines.live.LiveRefused with everything that speaks against it
   */
  static FlinkJob submit(LiveRun run, LiveOptions options) throws Exception {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    List<String> problems = LiveFlags.problems(flink);
    LiveSettings settings =
        flink.getSavepointPath() == null
            ? run.start(problems, flink.getParallelism())
            : run.goOn(problems, flink.getParallelism());
    flink.setJobName("penstock live " + run.planName());
    Pipeline pipeline = Pipeline.create(flink);
    LivePipeline.build(pipeline, settings);
    return FlinkJob.submit(pipeline, flink);
  }
}
