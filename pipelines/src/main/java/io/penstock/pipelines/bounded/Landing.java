package io.penstock.pipelines.bounded;

import io.penstock.core.plan.Plan;
import io.penstock.core.time.Micros;
import io.penstock.io.files.FileChunk;
import io.penstock.io.files.FileLimits;
import io.penstock.io.files.SourceFile;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.PendingRaw;
import io.penstock.io.hot.RawBinding;
import io.penstock.io.hot.RawFiles;
import io.penstock.io.hot.TopicStarts;
import io.penstock.io.kafka.TopicRange;
import io.penstock.io.raw.RawCoverage;
import io.penstock.io.raw.RawStore;
import io.penstock.pipelines.stores.PlanRegistration;
import io.penstock.pipelines.stores.Stores;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Lands input in the raw archive. What is landed is noted before as pending, and stays so until a
 * run has computed every period that it touches: a run that is killed, or computes a part alone,
 * leaves nothing behind that nobody knows of.
 */
final class Landing {
  /** One worker lands so many records at a time, or their offsets. */
  private static final long PIECE_OFFSETS = 200_000;

  private final BoundedOptions options;
  private final Plan plan;
  private final Stores stores;
  private final BoundedJobs jobs;

  Landing(BoundedOptions options, Plan plan, Stores stores, BoundedJobs jobs) {
    this.options = options;
    this.plan = plan;
    this.stores = stores;
    this.jobs = jobs;
  }

  /** The work that files are. */
  static List<FileChunk> chunks(List<SourceFile> files) {
    List<FileChunk> chunks = new ArrayList<>();
    files.forEach(file -> chunks.addAll(FileChunk.of(file, FileLimits.DEFAULT)));
    return chunks;
  }

  static long bytes(List<SourceFile> files) {
    return files.stream().mapToLong(SourceFile::size).sum();
  }

  /** Bytes that a run over files reads; 0 when packed ones are among them, whose size is not it. */
  static long bytesToRead(List<SourceFile> files) {
    return files.stream().allMatch(file -> file.packing() == SourceFile.Packing.PLAIN)
        ? bytes(files)
        : 0;
  }

  static List<PendingRaw.Input> inputs(List<SourceFile> files) {
    return files.stream()
        .map(file -> new PendingRaw.Input(file.source(), file.sha256()))
        .distinct()
        .toList();
  }

  /** Lands files. */
  Counters files(List<SourceFile> files) throws IOException, SQLException, InterruptedException {
    requireStores("files");
    PlanRegistration.register(plan, stores);
    begin(inputs(files));
    return jobs.land(chunks(files), bytesToRead(files));
  }

  /** Lands what the topics have of a recomputation's range and the raw archive has not. */
  Counters topics() throws IOException, SQLException, InterruptedException {
    requireStores("records");
    PlanRegistration.register(plan, stores);
    List<RawCoverage> landed = RawCoverage.of(stores.openSlots().index());
    List<TopicPiece> pieces = new ArrayList<>();
    List<PendingRaw.Input> inputs = new ArrayList<>();
    long records = 0;
    long now = Micros.of(Instant.now());
    TopicGaps gaps = new TopicGaps(plan, landed, RecomputeOption.from(options.getRecompute()), now);
    for (TopicGaps.OfSource source : gaps.ask()) {
      remember(source);
      for (TopicRange range : source.ranges()) {
        records += range.to() - range.from();
        inputs.add(new PendingRaw.Input(source.source(), range.text()));
        range
            .pieces(PIECE_OFFSETS)
            .forEach(
                piece -> pieces.add(new TopicPiece(source.source(), source.connection(), piece)));
      }
    }
    System.err.printf(
        "topics have %d records in %d ranges that the raw archive lacks, of slots that were over at"
            + " %s%n",
        records, inputs.size(), Micros.instant(gaps.untilMicros()));
    begin(inputs);
    return pieces.isEmpty() ? Counters.none() : jobs.landTopics(pieces);
  }

  /**
   * Notes where the wanted records of a source begin, and forgets pending ones that its topic has
   * forgotten: they would never be landed.
   */
  private void remember(TopicGaps.OfSource source) throws SQLException {
    try (HotDatabase database = HotDatabase.open(stores.hot())) {
      new TopicStarts(database, plan.name())
          .note(source.source(), source.since().orLater(source.earliest()).offsets());
      PendingRaw pending = new PendingRaw(database);
      List<PendingRaw.Input> stale = new ArrayList<>();
      List<PendingRaw.Input> rest = new ArrayList<>();
      for (PendingRaw.Input input : pending.list(plan.name())) {
        if (input.source().equals(source.source()) && TopicRange.isRange(input.origin())) {
          TopicRange range = TopicRange.parse(input.origin());
          long first = source.earliest().offsets().getOrDefault(range.partition(), 0L);
          if (range.topic().equals(source.earliest().topic()) && range.from() < first) {
            stale.add(input);
            range
                .from(first)
                .ifPresent(left -> rest.add(new PendingRaw.Input(input.source(), left.text())));
          }
        }
      }
      if (!stale.isEmpty()) {
        pending.replace(plan.name(), stale, rest);
      }
    }
  }

  /** Notes input and returns all that is pending: this, and what earlier runs have left. */
  List<PendingRaw.Input> begin(List<PendingRaw.Input> own)
      throws IOException, SQLException, InterruptedException {
    try (HotDatabase database = HotDatabase.open(stores.hot())) {
      PendingRaw pending = new PendingRaw(database);
      pending.begin(plan.name(), own);
      RawStore raw = stores.openRaw();
      new RawBinding(database).check(plan.name(), raw.id(), raw.location());
      return pending.list(plan.name());
    }
  }

  /** Forgets what is computed now; of files it is noted that they were whole. */
  static void finish(Plan plan, Stores stores, RawInputs raw, List<PendingRaw.Input> finished)
      throws SQLException {
    try (HotDatabase database = HotDatabase.open(stores.hot())) {
      new RawFiles(database, plan.name()).note(raw.describe(finished));
      new PendingRaw(database).done(plan.name(), finished);
    }
  }

  private void requireStores(String what) {
    if (options.getSink() != BoundedOptions.Sink.STORES) {
      throw new IllegalArgumentException(
          what
              + " are landed before they are computed, which the sink "
              + options.getSink()
              + " (a dry run or an audit) must not do: land them first");
    }
  }
}
