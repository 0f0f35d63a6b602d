package io.penstock.runners.flink;

import io.penstock.pipelines.live.LiveOptions;
import io.penstock.pipelines.live.LivePipeline;
import io.penstock.pipelines.live.LiveRefused;
import io.penstock.pipelines.live.LiveRun;
import io.penstock.pipelines.live.LiveSettings;
import io.penstock.pipelines.live.StartPosition;
import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;

/** Starts the live stream of a plan on a cluster: checks, then submits. */
final class LiveJob {
  private LiveJob() {}

  /**
   * Submits the stream from outside.
   *
   * @param options with every flag set; a savepoint's path means to go on from there
   * @throws LiveRefused with everything that speaks against it
   */
  static FlinkJob submit(LiveRun run, LiveOptions options) throws Exception {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    return FlinkJob.submit(pipeline(settings(run, options), run, flink), flink);
  }

  /**
   * Submits the stream from inside the cluster that will run it. There {@code --from} counts once:
   * when {@code main} runs again, a stream that was started before resumes.
   */
  static void submitInside(ApplicationCluster cluster, LiveRun run, LiveOptions options)
      throws Exception {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    List<String> problems = LiveFlags.problems(flink);
    LiveSettings settings;
    if (cluster.restores()) {
      settings = run.goOn(problems, cluster.parallelism());
    } else {
      StartPosition from = from(options);
      boolean again = run.wasStarted() && from.kind() != StartPosition.Kind.RESUME;
      if (again) {
        System.err.println("penstock: the stream was started before, it resumes");
      }
      settings = run.start(again ? StartPosition.resume() : from, problems, cluster.parallelism());
    }
    var unused = pipeline(settings, run, flink).run();
  }

  private static LiveSettings settings(LiveRun run, LiveOptions options) throws Exception {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    List<String> problems = LiveFlags.problems(flink);
    if (flink.getSavepointPath() == null) {
      return run.start(from(options), problems, flink.getParallelism());
    }
    if (!options.getFrom().isEmpty()) {
      throw new LiveRefused(
          List.of("--from and --restore exclude each other: a savepoint knows where to start"));
    }
    return run.goOn(problems, flink.getParallelism());
  }

  private static StartPosition from(LiveOptions options) {
    if (options.getFrom().isEmpty()) {
      throw new LiveRefused(
          List.of(
              "where to start is not given: say --from resume, earliest, latest or a time, or"
                  + " --restore with the savepoint or checkpoint to go on from"));
    }
    return StartPosition.parse(options.getFrom());
  }

  private static Pipeline pipeline(LiveSettings settings, LiveRun run, FlinkPipelineOptions flink) {
    flink.setJobName("penstock live " + run.planName());
    Pipeline pipeline = Pipeline.create(flink);
    LivePipeline.build(pipeline, settings);
    return pipeline;
  }
}
