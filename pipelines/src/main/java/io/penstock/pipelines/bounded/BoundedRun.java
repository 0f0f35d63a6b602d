package io.penstock.pipelines.bounded;

import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan;
import io.penstock.io.files.FileChunk;
import io.penstock.io.files.InputFiles;
import io.penstock.io.files.SourceFile;
import io.penstock.io.hot.HotConnection;
import io.penstock.io.hot.PendingRaw;
import io.penstock.pipelines.plan.PlanInvalid;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.pipelines.stores.ConnectionFile;
import io.penstock.pipelines.stores.PlanRegistration;
import io.penstock.pipelines.stores.Stores;
import io.penstock.transforms.metrics.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One bounded run from start to end: check the plan against what is stored, land the input, compute
 * every archive period that it touches from all raw messages of the plan, store.
 *
 * <p>Where the raw archive is empty, landing and computing are one job. Otherwise they are two: the
 * first lands, the second reads back everything, old and new, that the touched periods need. That
 * is why running any split of an input as separate runs, in any order, equals one run.
 */
public final class BoundedRun {
  private final BoundedOptions options;
  private final Plan plan;
  private final Stores stores;
  private final BoundedJobs jobs;
  private final Landing landing;

  private BoundedRun(BoundedOptions options, Plan plan, Stores stores, JobListener listener) {
    this.options = options;
    this.plan = plan;
    this.stores = stores;
    this.jobs = new BoundedJobs(options, plan, stores, listener);
    this.landing = new Landing(options, plan, stores, jobs);
  }

  /**
   * Runs a plan as the options say and writes the report if they name a file.
   *
   * @throws io.penstock.pipelines.plan.PlanInvalid when the plan has mistakes
   * @throws io.penstock.io.hot.PlanRefused when the stores belong to another plan or epoch
   */
  public static RunReport run(BoundedOptions options)
      throws PlanInvalid, IOException, SQLException, InterruptedException {
    return run(options, JobListener.NONE);
  }

  /** The same; a listener hears of each job of the run when it begins. */
  public static RunReport run(BoundedOptions options, JobListener listener)
      throws PlanInvalid, IOException, SQLException, InterruptedException {
    Plan plan = PlanReader.create().read(Path.of(options.getPlan()));
    HotConnection hot =
        options.getSink() == BoundedOptions.Sink.COUNT
            ? ConnectionFile.NONE
            : ConnectionFile.read(Path.of(options.getHot()));
    RunReport report = new BoundedRun(options, plan, Stores.of(options, plan, hot), listener).run();
    if (!options.getReport().isEmpty()) {
      report.write(Path.of(options.getReport()));
    }
    return report;
  }

  private RunReport run() throws IOException, SQLException, InterruptedException {
    long started = System.nanoTime();
    if (!options.getRecompute().isEmpty()) {
      return recompute(started);
    }
    List<SourceFile> files = inputFiles();
    List<FileChunk> chunks = Landing.chunks(files);
    long bytes = Landing.bytesToRead(files);
    if (options.getSink() == BoundedOptions.Sink.STORES) {
      PlanRegistration.register(plan, stores);
    } else {
      Counters counters = jobs.landAndCompute(chunks, bytes);
      return report(1, files, started, counters, Recomputed.of(counters));
    }
    List<PendingRaw.Input> own = Landing.inputs(files);
    List<PendingRaw.Input> pending = landing.begin(own);
    boolean first = pending.size() == own.size() && RawInputs.list(plan, stores).isEmpty();
    Counters landed = first ? jobs.landAndCompute(chunks, bytes) : jobs.land(chunks, bytes);
    MarksBefore marks = MarksBefore.read(plan, stores.hot());
    RawInputs raw = RawInputs.list(plan, stores);
    // Of two first runs at once, the one that looks last sees what both landed, and computes it.
    boolean alone = first && raw.holdsOnly(own);
    Set<Long> periods = raw.periods(pending);
    Counters computed = alone ? landed : jobs.compute(raw, periods, Shards.all(plan), marks);
    // Files that another run has landed only in part stay pending: whoever lands the rest computes
    // them.
    Landing.finish(plan, stores, raw, raw.finished(pending, periods));
    return report(alone ? 1 : 2, files, started, landed, Recomputed.of(computed, raw, periods));
  }

  private RunReport recompute(long started) throws IOException, SQLException, InterruptedException {
    List<SourceFile> files =
        options.getFrom() == BoundedOptions.From.FILES ? inputFiles() : List.of();
    Counters landed =
        switch (options.getFrom()) {
          case RAW -> Counters.none();
          case FILES -> files.isEmpty() ? Counters.none() : landing.files(files);
          case KAFKA -> landing.topics();
        };
    Recomputed recomputed = new Recomputation(options, plan, stores, jobs).run();
    return report(2, files, started, landed, recomputed);
  }

  private List<SourceFile> inputFiles() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    List<SourceFile> files = new ArrayList<>();
    for (SourcePlan source : InputOption.apply(plan.sources(), options.getInput())) {
      files.addAll(InputFiles.of(source, here));
    }
    return files;
  }

  private RunReport report(
      int passes, List<SourceFile> files, long started, Counters landed, Recomputed recomputed) {
    Counters computed = recomputed.counters();
    return new RunReport(
        plan.name(),
        plan.epoch(),
        options.getRunner().getSimpleName(),
        options.getLateness().name(),
        passes,
        files.size(),
        Landing.bytes(files),
        (System.nanoTime() - started) / 1e9,
        PeakMemory.bytes(),
        landed.total(),
        computed.total(),
        merged(landed, computed),
        landed.quarantined(),
        recomputed.incomplete(),
        recomputed.open(),
        recomputed.changes(),
        recomputed.differences());
  }

  /** Per source, the counters of the landing pass, and of the other what only it counts. */
  private static SortedMap<String, SortedMap<String, Long>> merged(
      Counters landed, Counters computed) {
    SortedMap<String, SortedMap<String, Long>> merged = new TreeMap<>();
    landed.sources().forEach((source, counters) -> merged.put(source, new TreeMap<>(counters)));
    List<Metric> fates =
        List.of(Metric.READINGS_ADMITTED, Metric.READINGS_DUPLICATED, Metric.READINGS_CONFLICTED);
    computed
        .sources()
        .forEach(
            (source, counters) -> {
              SortedMap<String, Long> target =
                  merged.computeIfAbsent(source, name -> new TreeMap<>());
              for (Metric fate : fates) {
                target.put(fate.metricName(), counters.getOrDefault(fate.metricName(), 0L));
              }
            });
    return merged;
  }
}
