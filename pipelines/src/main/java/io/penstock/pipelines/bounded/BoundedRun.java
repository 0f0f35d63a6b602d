package io.penstock.pipelines.bounded;

import io.penstock.core.decode.Lateness;
import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan;
import io.penstock.core.tile.Grouping;
import io.penstock.core.tile.LaneSpan;
import io.penstock.core.tile.Offer;
import io.penstock.io.files.FileChunk;
import io.penstock.io.files.FileLimits;
import io.penstock.io.files.InputFiles;
import io.penstock.io.files.SourceFile;
import io.penstock.io.hot.HotConnection;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.PendingRaw;
import io.penstock.io.hot.RawBinding;
import io.penstock.io.raw.EventSpans;
import io.penstock.io.raw.RawCoverage;
import io.penstock.io.raw.RawFooter;
import io.penstock.io.raw.RawIndex;
import io.penstock.io.raw.RawKey;
import io.penstock.io.raw.RawSlotFooter;
import io.penstock.io.raw.RawStore;
import io.penstock.pipelines.plan.PlanInvalid;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.pipelines.stores.PlanRegistration;
import io.penstock.pipelines.stores.RunProgress;
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
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

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
  private final Grouping grouping;

  private BoundedRun(BoundedOptions options, Plan plan, Stores stores) {
    this.options = options;
    this.plan = plan;
    this.stores = stores;
    this.grouping = Grouping.ofArchive(plan);
  }

  /**
   * Runs a plan as the options say and writes the report if they name a file.
   *
   * @throws io.penstock.pipelines.plan.PlanInvalid when the plan has mistakes
   * @throws io.penstock.io.hot.PlanRefused when the stores belong to another plan or epoch
   */
  public static RunReport run(BoundedOptions options)
      throws PlanInvalid, IOException, SQLException, InterruptedException {
    Plan plan = PlanReader.create().read(Path.of(options.getPlan()));
    HotConnection hot =
        options.getSink() == BoundedOptions.Sink.STORES
            ? ConnectionFile.read(Path.of(options.getHot()))
            : ConnectionFile.NONE;
    Stores stores =
        new Stores(Path.of(options.getOut(), plan.name()).toString(), hot, plan.archive());
    RunReport report = new BoundedRun(options, plan, stores).run();
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
    List<FileChunk> chunks = new ArrayList<>();
    files.forEach(file -> chunks.addAll(FileChunk.of(file, FileLimits.DEFAULT)));
    boolean stored = options.getSink() == BoundedOptions.Sink.STORES;
    if (stored) {
      PlanRegistration.register(plan, stores);
    }
    if (!stored) {
      Counters counters = landAndCompute(chunks, bytes(files));
      return report(1, files, started, counters, counters, List.of());
    }
    List<PendingRaw.Input> own = files.stream().map(BoundedRun::input).distinct().toList();
    List<PendingRaw.Input> pending = begin(own);
    boolean first =
        pending.size() == own.size()
            && stores.openRaw().index().objects().isEmpty()
            && hasNoStream();
    Counters landed = first ? landAndCompute(chunks, bytes(files)) : land(chunks, bytes(files));
    MarksBefore marks = MarksBefore.read(plan, stores.hot());
    RawIndex index = stores.openRaw().index();
    Counters computed = landed;
    boolean alone = first && holdsNothingElse(index, own) && hasNoStream();
    Set<Long> touched = touched(index, pending);
    if (!alone) {
      computed = compute(index, touched, marks);
    }
    done(index);
    return report(alone ? 1 : 2, files, started, landed, computed, incomplete(index, touched));
  }

  /**
   * Notes the input and returns all that is pending: this run's, and what killed runs have left.
   */
  private List<PendingRaw.Input> begin(List<PendingRaw.Input> own)
      throws IOException, SQLException, InterruptedException {
    try (HotDatabase database = HotDatabase.open(stores.hot())) {
      PendingRaw pending = new PendingRaw(database);
      pending.begin(plan.name(), own);
      RawStore raw = stores.openRaw();
      new RawBinding(database).check(plan.name(), raw.id(), raw.location());
      return pending.list(plan.name());
    }
  }

  /**
   * Forgets what is stored now. Files that another run has landed only in part stay: whoever lands
   * the rest has to compute them.
   */
  private void done(RawIndex index) throws SQLException {
    List<PendingRaw.Input> inputs =
        index.files().stream()
            .filter(RawIndex.LandedFile::isComplete)
            .map(file -> new PendingRaw.Input(file.source(), file.origin()))
            .toList();
    try (HotDatabase database = HotDatabase.open(stores.hot())) {
      new PendingRaw(database).done(plan.name(), inputs);
    }
  }

  private static PendingRaw.Input input(SourceFile file) {
    return new PendingRaw.Input(file.source(), file.sha256());
  }

  private static PendingRaw.Input input(RawKey key) {
    return new PendingRaw.Input(key.source(), key.origin());
  }

  /**
   * Whether nobody else landed anything meanwhile. Of two first runs at once, the one that looks
   * last sees what both have landed, and computes it.
   */
  private static boolean holdsNothingElse(RawIndex index, List<PendingRaw.Input> own) {
    Set<PendingRaw.Input> inputs = Set.copyOf(own);
    return index.objects().stream().allMatch(object -> inputs.contains(input(object.key())));
  }

  /** Whether no stream has landed anything beside the files. */
  private boolean hasNoStream() throws IOException {
    return stores.openSlots().index().isEmpty();
  }

  private RunReport recompute(long started) throws IOException, SQLException, InterruptedException {
    PlanRegistration.register(plan, stores);
    MarksBefore marks = MarksBefore.read(plan, stores.hot());
    RawIndex index = stores.openRaw().index();
    TreeSet<Long> touched = new TreeSet<>();
    if (options.getRecompute().equals(RecomputeOption.ALL)) {
      index.objects().forEach(object -> addTouched(object.events(), touched));
      stores.openSlots().index().forEach(slot -> addTouched(slot.events(), touched));
    } else {
      addTouched(RecomputeOption.spans(options.getRecompute()), touched);
    }
    Counters computed = compute(index, touched, marks);
    return report(2, List.of(), started, Counters.none(), computed, incomplete(index, touched));
  }

  private Counters landAndCompute(List<FileChunk> chunks, long bytes) {
    Pipeline pipeline = Pipeline.create(options);
    DecodeSettings settings = settings(WantedSpans.ALL, options.getLateness());
    PCollection<KV<LaneSpan, byte[]>> blocks =
        BoundedPipeline.landFiles(pipeline, chunks, settings);
    BoundedPipeline.computeAndStore(blocks, settings, Offer.Authority.AUTHORITATIVE);
    return finish(pipeline, "landing and computing", bytes);
  }

  private Counters land(List<FileChunk> chunks, long bytes) {
    Pipeline pipeline = Pipeline.create(options);
    BoundedPipeline.landFiles(pipeline, chunks, settings(WantedSpans.NONE, options.getLateness()));
    return finish(pipeline, "landing", bytes);
  }

  private Counters compute(RawIndex index, Set<Long> touched, MarksBefore marks)
      throws IOException, SQLException, InterruptedException {
    List<RawSlotFooter> slots = stores.openSlots().index();
    long[] starts = touched.stream().mapToLong(Long::longValue).toArray();
    List<String> paths = new ArrayList<>();
    index.objects().stream()
        .filter(object -> isNeeded(object.epoch(), object.events(), touched))
        .forEach(object -> paths.add(object.key().path()));
    slots.stream()
        .filter(slot -> isNeeded(slot.epoch(), slot.events(), touched))
        .forEach(slot -> paths.add(slot.slot().path()));
    List<String> incomplete = incomplete(index, touched);
    Pipeline pipeline = Pipeline.create(options);
    DecodeSettings settings = settings(WantedSpans.of(starts), options.getLateness());
    BoundedPipeline.computeAndStore(
        BoundedPipeline.readRaw(pipeline, paths, settings),
        settings,
        incomplete.isEmpty() ? Offer.Authority.AUTHORITATIVE : Offer.Authority.BEST_EFFORT);
    Counters counters = finish(pipeline, "computing", 0);
    if (incomplete.isEmpty()) {
      new OlderEpochs(plan, stores).remove(EventSpans.ofPeriods(grouping.spanMicros(), starts));
      marks.clear(touched, options.getLateness());
    }
    return counters;
  }

  /**
   * Whether an object may hold readings of the touched periods or their margins. What an object of
   * another epoch says of its periods was told by another catalogue, zone or clock offset.
   */
  private boolean isNeeded(int epoch, EventSpans events, Set<Long> touched) {
    return epoch != plan.epoch()
        || touched.stream()
            .anyMatch(
                start ->
                    events.overlaps(
                        start - grouping.lookBackMicros(),
                        start + grouping.spanMicros() + grouping.lookAheadMicros()));
  }

  /** Starts of the archive periods whose own or context readings these files hold. */
  private Set<Long> touched(RawIndex index, List<PendingRaw.Input> pending) {
    Set<PendingRaw.Input> inputs = Set.copyOf(pending);
    TreeSet<Long> touched = new TreeSet<>();
    for (RawFooter object : index.objects()) {
      if (inputs.contains(input(object.key()))) {
        addTouched(object.events(), touched);
      }
    }
    return touched;
  }

  private void addTouched(EventSpans spans, Set<Long> touched) {
    for (EventSpans.Span span : spans.spans()) {
      long last = grouping.lastSpan(span.to() - 1);
      for (long i = grouping.firstSpan(span.from()); i <= last; i++) {
        touched.add(i * grouping.spanMicros());
      }
    }
  }

  /** What is missing of the files that the touched periods need. */
  private List<String> incomplete(RawIndex index, Set<Long> touched) throws IOException {
    Set<PendingRaw.Input> needed =
        index.objects().stream()
            .filter(object -> isNeeded(object.epoch(), object.events(), touched))
            .map(object -> input(object.key()))
            .collect(Collectors.toSet());
    List<String> lines = new ArrayList<>();
    for (RawIndex.LandedFile file : index.files()) {
      if (needed.contains(new PendingRaw.Input(file.source(), file.origin()))) {
        file.missing().forEach(missing -> lines.add(file.path() + ": " + missing));
      }
    }
    for (RawCoverage partition : RawCoverage.of(stores.openSlots().index())) {
      String name = partition.topic() + "/" + partition.partition() + ": ";
      partition.holes().forEach(hole -> lines.add(name + hole));
    }
    return lines;
  }

  private List<SourceFile> inputFiles() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    List<SourceFile> files = new ArrayList<>();
    for (SourcePlan source : InputOption.apply(plan.sources(), options.getInput())) {
      files.addAll(InputFiles.of(source, here));
    }
    return files;
  }

  private DecodeSettings settings(WantedSpans wanted, Lateness lateness) {
    return new DecodeSettings(plan, grouping, wanted, lateness, stores, options.getSink());
  }

  private static Counters finish(Pipeline pipeline, String what, long bytes) {
    PipelineResult result;
    PipelineResult.State state;
    try (RunProgress progress = RunProgress.start(what, bytes)) {
      result = pipeline.run();
      state = result.waitUntilFinish();
    }
    if (state != PipelineResult.State.DONE) {
      throw new IllegalStateException("the job ended in state " + state);
    }
    return Counters.of(result);
  }

  private RunReport report(
      int passes,
      List<SourceFile> files,
      long started,
      Counters landed,
      Counters computed,
      List<String> incomplete) {
    return new RunReport(
        plan.name(),
        plan.epoch(),
        options.getRunner().getSimpleName(),
        options.getLateness().name(),
        passes,
        files.size(),
        bytes(files),
        (System.nanoTime() - started) / 1e9,
        PeakMemory.bytes(),
        landed.total(),
        computed.total(),
        merged(landed, computed),
        landed.quarantined(),
        incomplete);
  }

  private static long bytes(List<SourceFile> files) {
    return files.stream().mapToLong(SourceFile::size).sum();
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
