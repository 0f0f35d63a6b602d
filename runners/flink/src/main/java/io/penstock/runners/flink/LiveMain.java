package io.penstock.runners.flink;

import io.penstock.pipelines.bounded.BoundedMain;
import io.penstock.pipelines.live.LiveOptions;
import io.penstock.pipelines.live.LiveRun;
import io.penstock.pipelines.signals.Interrupts;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.PipelineOptionsValidator;

/**
 * Runs the live stream of a plan on Flink: in this process, on the cluster that {@code
 * --flinkMaster=host:port} names, or on the one whose JobManager runs this, in application mode.
 * Interrupted, it stops the stream with a savepoint and says where that is; in application mode
 * that is the cluster's business.
 */
public final class LiveMain {
  private static final long LOOK_MILLIS = 1000;

  private LiveMain() {}

  /**
   * Runs until the stream ends; see {@link LiveOptions} and Beam's {@link FlinkPipelineOptions}.
   */
  public static void main(String[] args) throws Exception {
    Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> BoundedMain.explain(e));
    PipelineOptionsFactory.register(LiveOptions.class);
    LiveOptions options = PipelineOptionsFactory.fromArgs(args).as(LiveOptions.class);
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    flink.setRunner(FlinkRunner.class);
    PipelineOptionsValidator.validate(LiveOptions.class, options);
    LiveRun run = LiveRun.open(options);
    boolean named = !flink.getFlinkMaster().startsWith("[");
    Optional<ApplicationCluster> around = named ? Optional.empty() : ApplicationCluster.here();
    if (around.isPresent()) {
      LiveFlags.setDefaults(flink, around.get());
      LiveJob.submitInside(around.get(), run, options);
      return;
    }
    LiveFlags.setDefaults(flink, run.partitions(), run.stateFolder());
    if (!named) {
      try (LocalCluster cluster = LocalCluster.start(flink.getParallelism())) {
        cluster.take(flink);
        follow(run, options);
      }
    } else {
      follow(run, options);
    }
  }

  private static void follow(LiveRun run, LiveOptions options) throws Exception {
    Path savepoints = run.stateFolder().resolve("savepoints");
    try (FlinkJob job = LiveJob.submit(run, options);
        LiveTeller teller = LiveTeller.start(job, LiveMain::say)) {
      say("the stream is job " + job.id());
      LiveStop stop = new LiveStop(job, savepoints, LiveMain::say);
      Interrupts.handle(stop);
      JobWatch.End end = new JobWatch(job, LOOK_MILLIS, LiveMain::say).toTheEnd();
      if (stop.wasAsked()) {
        // The stream is over a moment before its savepoint is told, over what is closed here.
        stop.await();
        return;
      }
      if (end != JobWatch.End.CANCELLED) {
        throw StreamEnded.of(
            end,
            options.as(FlinkPipelineOptions.class).getStateBackendStoragePath() + "/" + job.id());
      }
    }
  }

  private static void say(String line) {
    System.err.println("penstock: " + line);
  }
}
