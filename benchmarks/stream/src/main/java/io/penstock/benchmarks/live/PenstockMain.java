package io.penstock.benchmarks.live;

import io.penstock.core.tile.TileTable;
import io.penstock.pipelines.live.LiveOptions;
import io.penstock.pipelines.live.LivePipeline;
import io.penstock.pipelines.live.LiveRun;
import io.penstock.pipelines.live.LiveSettings;
import io.penstock.pipelines.live.StartPosition;
import io.penstock.runners.flink.FlinkJob;
import io.penstock.runners.flink.LiveFlags;
import io.penstock.runners.flink.LocalCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Runs and measures Penstock's live stream, with the production's source, flags and start checks:
 * {@code plan=… out=… hot=… sink=count|stores until=counted|rows|sealed|held parallelism=…
 * expected=READINGS records=RECORDS longest=SECONDS options=MORE}.
 */
public final class PenstockMain {
  private PenstockMain() {}

  /** Runs until every window is in the sink, or in the stores and sealed; prints the outcome. */
  public static void main(String[] args) {
    Meter.exitAfter(() -> run(new Arguments(args)));
  }

  private static Outcome run(Arguments given) throws Exception {
    LiveOptions options = options(given);
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    LiveRun run = LiveRun.open(options);
    LiveFlags.setDefaults(flink, run.partitions(), run.stateFolder());
    LocalCluster cluster = LocalCluster.start(flink.getParallelism());
    cluster.take(flink);
    flink.setJobName("penstock");
    LiveSettings settings =
        run.start(
            StartPosition.parse(options.getFrom()),
            LiveFlags.problems(flink),
            flink.getParallelism());
    Pipeline pipeline = Pipeline.create(flink);
    boolean stores = given.text("sink").equals("stores");
    if (stores) {
      LivePipeline.build(pipeline, settings);
    } else {
      count(LivePipeline.hotTiles(pipeline, settings));
    }
    FlinkJob job = FlinkJob.submit(pipeline, flink);
    Meter.awaitRunning(job::status);
    Meter meter = new Meter();
    Duration longest = Duration.ofSeconds(given.whole("longest"));
    return switch (given.text("until")) {
      case "counted" -> {
        meter.awaitCounted(given.whole("expected"), longest);
        yield new Outcome(meter.figures(job.pages()), Totals.sums());
      }
      case "held" -> {
        meter.awaitHeld(job, given.whole("expected"), longest);
        yield new Outcome(meter.figures(job.pages()), new TreeMap<>());
      }
      default -> {
        StoredSums stored = new StoredSums(settings.stores().hot(), Path.of(given.text("out")));
        stored.awaitRows(meter, given.whole("expected"), longest);
        if (given.text("until").equals("sealed")) {
          stored.awaitSealed(meter, given.whole("records"), longest);
        }
        yield new Outcome(meter.figures(job.pages()), stored.sums());
      }
    };
  }

  private static void count(List<PCollection<TileTable>> tiles) {
    for (int i = 0; i < tiles.size(); i++) {
      var unused = tiles.get(i).apply("Count" + i, ParDo.of(new CountTilesFn()));
    }
  }

  private static LiveOptions options(Arguments given) {
    PipelineOptionsFactory.register(LiveOptions.class);
    String[] more =
        given.text("options").isEmpty() ? new String[0] : given.text("options").split(" ");
    LiveOptions options = PipelineOptionsFactory.fromArgs(more).as(LiveOptions.class);
    options.setPlan(given.text("plan"));
    options.setOut(given.text("out"));
    options.setHot(given.text("hot"));
    options.setFrom("earliest");
    options.setMaxCatchUp("P30D");
    options.as(FlinkPipelineOptions.class).setParallelism(given.integer("parallelism"));
    return options;
  }
}
