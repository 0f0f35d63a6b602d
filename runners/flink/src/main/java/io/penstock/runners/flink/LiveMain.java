package io.penstock.runners.flink;

import io.penstock.pipelines.bounded.BoundedMain;
import io.penstock.pipelines.live.LiveOptions;
import io.penstock.pipelines.live.LiveRun;
import io.penstock.pipelines.stores.RunProgress;
import io.penstock.transforms.metrics.HotDelay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
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
        RunProgress progress = RunProgress.start("live", 0)) {
      say("the stream is job " + job.id());
      AtomicBoolean interrupted = new AtomicBoolean();
      Thread stopper =
          new Thread(
              () -> {
                interrupted.set(true);
                stop(job, savepoints);
              },
              "penstock-live-stopper");
      Runtime.getRuntime().addShutdownHook(stopper);
      JobWatch.End end = new JobWatch(job, LOOK_MILLIS, LiveMain::say).toTheEnd();
      if (interrupted.get()) {
        // It still asks where the savepoint is, over what is closed when this returns.
        stopper.join();
        return;
      }
      // There is nothing to stop any more.
      Runtime.getRuntime().removeShutdownHook(stopper);
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

  /** How long after a tile's end its rows were committed, as the job's counters tell it. */
  private static String delay(FlinkJob job) throws InterruptedException {
    try {
      Map<String, Long> counts = job.counters().sums(HotDelay.bucketNames());
      return String.format(
          Locale.ROOT,
          "rows committed after their tile's end: p50 %s, p99 %s, of %d asset-tiles",
          seconds(HotDelay.quantileMillis(0.5, counts)),
          seconds(HotDelay.quantileMillis(0.99, counts)),
          HotDelay.tiles(counts));
    } catch (IOException e) {
      return "the cluster does not tell how long rows took: " + e.getMessage();
    }
  }

  private static String seconds(OptionalLong millis) {
    return millis.isPresent() ? "<= " + millis.getAsLong() / 1000 + " s" : "beyond all buckets";
  }

  private static void stop(FlinkJob job, Path savepoints) {
    try {
      if (!job.status().isGloballyTerminalState()) {
        say(delay(job));
        say("stopping with a savepoint ...");
        say("stopped; go on with --restore " + job.stopWithSavepoint(savepoints));
      }
    } catch (ExecutionException e) {
      say("no savepoint could be made, go on from a retained checkpoint: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
