package io.penstock.benchmarks.live;

import io.penstock.runners.flink.JobPages;
import io.penstock.runners.flink.LocalCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs and measures the native job: {@code brokers=… topic=… parser=scan|jackson parallelism=…
 * state=FOLDER expected=READINGS longest=SECONDS}.
 */
public final class NativeMain {
  private NativeMain() {}

  /** Runs until every window is in the sink, and prints the {@link Outcome}. */
  public static void main(String[] args) {
    Meter.exitAfter(() -> run(new Arguments(args)));
  }

  private static Outcome run(Arguments given) throws Exception {
    int parallelism = given.integer("parallelism");
    LocalCluster cluster = LocalCluster.start(parallelism);
    int colon = cluster.address().lastIndexOf(':');
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createRemoteEnvironment(
            cluster.address().substring(0, colon),
            Integer.parseInt(cluster.address().substring(colon + 1)),
            NativeJob.state(Path.of(given.text("state")).toUri().toString()));
    NativeJob.configure(flink, parallelism);
    var unused =
        NativeJob.tiles(
                flink,
                given.text("brokers"),
                given.text("topic"),
                ReadingParser.valueOf(given.text("parser").toUpperCase(Locale.ROOT)))
            .addSink(new CountTiles());
    JobClient job = flink.executeAsync("native");
    Meter.awaitRunning(() -> job.getJobStatus().get());
    Meter meter = new Meter();
    meter.awaitCounted(given.whole("expected"), Duration.ofSeconds(given.whole("longest")));
    JobPages pages = new JobPages(cluster.address(), job.getJobID().toHexString());
    return new Outcome(meter.figures(pages), Totals.sums());
  }
}
