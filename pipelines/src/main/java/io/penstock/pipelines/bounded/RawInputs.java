package io.penstock.pipelines.bounded;

import io.penstock.core.decode.RecordOrigin;
import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Grouping;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.PendingRaw;
import io.penstock.io.hot.RawFiles;
import io.penstock.io.kafka.TopicRange;
import io.penstock.io.object.Sha256;
import io.penstock.io.raw.EventSpans;
import io.penstock.io.raw.RawCoverage;
import io.penstock.io.raw.RawFooter;
import io.penstock.io.raw.RawIndex;
import io.penstock.io.raw.RawKey;
import io.penstock.io.raw.RawSlot;
import io.penstock.io.raw.RawSlotFooter;
import io.penstock.pipelines.stores.Stores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The raw archive of a plan as a run sees it, listed once: which periods its messages touch, what
 * to read for which periods, and what is missing. Periods are given by their starts, microseconds
 * UTC.
 *
 * @param files what was landed from files
 * @param noted the files that were whole when an earlier run had computed them
 * @param pending what was being landed, or landed and not computed, before all this was listed
 * @param slots what was landed from streams
 * @param coverage which offsets of each partition these are
 * @param ends where the topics of the streams ended before all this was listed
 * @param landedTo the append time up to which every partition of every stream is landed, or empty
 *     without a stream. A partition that has gone silent holds it back unless its broker says that
 *     there is nothing more, which is on the safe side
 */
record RawInputs(
    Plan plan,
    Grouping grouping,
    RawIndex files,
    List<RawFiles.File> noted,
    List<PendingRaw.Input> pending,
    List<RawSlotFooter> slots,
    List<RawCoverage> coverage,
    StreamEnds ends,
    OptionalLong landedTo) {
  RawInputs {
    noted = List.copyOf(noted);
    pending = List.copyOf(pending);
    slots = List.copyOf(slots);
    coverage = List.copyOf(coverage);
  }

  static RawInputs list(Plan plan, Stores stores)
      throws IOException, SQLException, InterruptedException {
    // The brokers first: what they have then is in what is listed afterwards, or is missing there.
    StreamEnds ends = StreamEnds.ask(plan, stores.hot());
    try (HotDatabase database = HotDatabase.open(stores.hot())) {
      List<PendingRaw.Input> pending = new PendingRaw(database).list(plan.name());
      List<RawFiles.File> noted = new RawFiles(database, plan.name()).all();
      return of(plan, stores.openRaw().index(), noted, pending, stores.openSlots().index(), ends);
    }
  }

  /** Lists without a database and without asking where streams end. */
  static RawInputs listAlone(Plan plan, Stores stores) throws IOException {
    return of(
        plan,
        stores.openRaw().index(),
        List.of(),
        List.of(),
        stores.openSlots().index(),
        StreamEnds.UNKNOWN);
  }

  static RawInputs of(
      Plan plan,
      RawIndex files,
      List<RawFiles.File> noted,
      List<PendingRaw.Input> pending,
      List<RawSlotFooter> slots,
      StreamEnds ends) {
    return new RawInputs(
        plan,
        Grouping.ofArchive(plan),
        files,
        noted,
        pending,
        slots,
        RawCoverage.of(slots),
        ends,
        landedTo(plan, slots, ends));
  }

  boolean isEmpty() {
    return files.objects().isEmpty() && slots.isEmpty();
  }

  /** Whether nothing but these files was landed, from files or streams. */
  boolean holdsOnly(Collection<PendingRaw.Input> inputs) {
    Set<PendingRaw.Input> own = Set.copyOf(inputs);
    return slots.isEmpty()
        && files.objects().stream().allMatch(object -> own.contains(input(object.key())));
  }

  /**
   * Those of some inputs that need no other run once these periods are computed: landed as a whole,
   * and all they touch is among the periods and settled.
   */
  List<PendingRaw.Input> finished(Collection<PendingRaw.Input> inputs, Set<Long> computed) {
    Set<Long> settled = settled(computed);
    Set<PendingRaw.Input> complete =
        files.files().stream()
            .filter(RawIndex.LandedFile::isComplete)
            .map(RawInputs::input)
            .collect(Collectors.toSet());
    Map<PendingRaw.Input, Set<Long>> touched = touched(inputs);
    return inputs.stream()
        .filter(
            input ->
                TopicRange.isRange(input.origin())
                    ? holds(input.source(), TopicRange.parse(input.origin()))
                    : complete.contains(input))
        .filter(input -> settled.containsAll(touched.getOrDefault(input, Set.of())))
        .toList();
  }

  /** Whether all records of a range are landed. */
  boolean holds(String source, TopicRange range) {
    return coverage.stream()
        .filter(landed -> landed.source().equals(source) && isOf(landed, range))
        .anyMatch(
            landed ->
                landed.from() <= range.from()
                    && range.to() <= landed.to()
                    && landed.gaps().stream()
                        .noneMatch(gap -> gap.from() < range.to() && range.from() < gap.to()));
  }

  private static boolean isOf(RawCoverage landed, TopicRange range) {
    return landed.topic().equals(range.topic()) && landed.partition() == range.partition();
  }

  /** The periods whose own or context readings any message holds. */
  SortedSet<Long> periods() {
    SortedSet<Long> periods = new TreeSet<>();
    files.objects().forEach(object -> periods.addAll(periods(object.events())));
    slots.forEach(slot -> periods.addAll(periods(slot.events())));
    return periods;
  }

  /** The periods whose own or context readings these inputs hold. */
  SortedSet<Long> periods(Collection<PendingRaw.Input> inputs) {
    SortedSet<Long> periods = new TreeSet<>();
    touched(inputs).values().forEach(of -> periods.addAll(of));
    return periods;
  }

  /** The same for each of them that holds any. */
  private Map<PendingRaw.Input, Set<Long>> touched(Collection<PendingRaw.Input> inputs) {
    Set<PendingRaw.Input> wanted = Set.copyOf(inputs);
    Map<PendingRaw.Input, EventSpans> events = new HashMap<>();
    for (PendingRaw.Input input : wanted) {
      if (TopicRange.isRange(input.origin())) {
        TopicRange range = TopicRange.parse(input.origin());
        slots.stream()
            .filter(slot -> slot.slot().source().equals(input.source()) && overlaps(slot, range))
            .forEach(slot -> events.merge(input, slot.events(), EventSpans::union));
      }
    }
    for (RawFooter object : files.objects()) {
      PendingRaw.Input input = input(object.key());
      if (wanted.contains(input)) {
        events.merge(input, object.events(), EventSpans::union);
      }
    }
    Map<PendingRaw.Input, Set<Long>> touched = new HashMap<>();
    events.forEach((input, spans) -> touched.put(input, periods(spans)));
    return touched;
  }

  private static boolean overlaps(RawSlotFooter slot, TopicRange range) {
    return slot.slot().topic().equals(range.topic())
        && slot.slot().partition() == range.partition()
        && slot.firstOffset() < range.to()
        && range.from() <= slot.lastOffset();
  }

  /** The periods that need readings of these spans, their margins included. */
  SortedSet<Long> periods(EventSpans spans) {
    SortedSet<Long> periods = new TreeSet<>();
    for (EventSpans.Span span : spans.spans()) {
      long last = grouping.lastSpan(span.to() - 1);
      for (long i = grouping.firstSpan(span.from()); i <= last; i++) {
        periods.add(i * grouping.spanMicros());
      }
    }
    return periods;
  }

  /** The periods that overlap a range of event time and have readings in them or their margins. */
  SortedSet<Long> periodsWithin(long fromMicros, long toMicros) {
    long period = grouping.spanMicros();
    return periods()
        .subSet(
            Math.floorDiv(fromMicros, period) * period, -Math.floorDiv(-toMicros, period) * period);
  }

  /** The paths of the objects that may hold readings of some periods or their margins. */
  List<String> paths(Set<Long> periods) {
    List<String> paths = new ArrayList<>();
    neededOfFiles(periods).forEach(object -> paths.add(object.key().path()));
    neededSlots(periods).forEach(slot -> paths.add(slot.slot().path()));
    return paths;
  }

  /** What is missing of the files and partitions that some periods need, one line each. */
  List<String> missing(Set<Long> periods) {
    return RawGaps.of(this).missing(periods);
  }

  /** Those of some periods of which nothing is missing. */
  SortedSet<Long> complete(Set<Long> periods) {
    return RawGaps.of(this).complete(periods);
  }

  /** What is to be noted of those of some inputs that are files. */
  List<RawFiles.File> describe(Collection<PendingRaw.Input> inputs) {
    Set<PendingRaw.Input> wanted = Set.copyOf(inputs);
    Map<PendingRaw.Input, List<RawFooter>> byFile =
        files.objects().stream()
            .filter(object -> wanted.contains(input(object.key())))
            .collect(Collectors.groupingBy(object -> input(object.key())));
    List<RawFiles.File> described = new ArrayList<>();
    for (RawIndex.LandedFile file : files.files()) {
      List<RawFooter> objects = byFile.get(input(file));
      if (objects != null) {
        described.add(
            new RawFiles.File(
                file.source(),
                file.origin(),
                file.path(),
                file.chunks(),
                objects.stream().mapToInt(RawFooter::epoch).min().orElseThrow(),
                objects.stream()
                    .map(RawFooter::events)
                    .reduce(EventSpans.NONE, EventSpans::union)
                    .text()));
      }
    }
    return described;
  }

  /** Tells of records of streams whether they are landed, where their partitions have no holes. */
  Predicate<RecordOrigin> landedRecords() {
    Map<String, RawCoverage> byPartition =
        coverage.stream()
            .collect(
                Collectors.toMap(
                    partition -> partition.topic() + '/' + partition.partition(),
                    Function.identity(),
                    // A plan's topics differ; were it otherwise, the lesser would count.
                    (one, other) -> one.to() < other.to() ? one : other));
    return record -> {
      RawCoverage partition = byPartition.get(record.topic() + '/' + record.partition());
      return partition != null
          && partition.from() <= record.offset()
          && partition.to() > record.offset();
    };
  }

  private static OptionalLong landedTo(Plan plan, List<RawSlotFooter> slots, StreamEnds ends) {
    Map<RawSlot, List<RawSlotFooter>> byPartition =
        slots.stream().collect(Collectors.groupingBy(footer -> partition(footer.slot())));
    Set<RawSlot> partitions = new TreeSet<>(byPartition.keySet());
    partitions.addAll(ends.ends().keySet());
    // Of a partition without a slot nothing is landed, whether its broker answers or not.
    partitions.addAll(ends.starts().keySet());
    return partitions.stream()
        .mapToLong(
            partition ->
                landedTo(plan, partition, byPartition.getOrDefault(partition, List.of()), ends))
        .min();
  }

  private static long landedTo(
      Plan plan, RawSlot partition, List<RawSlotFooter> landed, StreamEnds ends) {
    long slotsTo = Long.MIN_VALUE;
    long offsetsTo = 0;
    for (RawSlotFooter footer : landed) {
      slotsTo = Math.max(slotsTo, footer.slot().startMicros() + plan.live().rawSlotMicros());
      offsetsTo = Math.max(offsetsTo, footer.lastOffset() + 1);
    }
    return ends.landedTo(partition, slotsTo, offsetsTo);
  }

  private static RawSlot partition(RawSlot slot) {
    return StreamEnds.partition(slot.source(), slot.topic(), slot.partition());
  }

  /**
   * Whether everything is landed that a stream may still admit to a period or its margins: no
   * reading is admitted {@code maxDelay} after its event time, and append time steps back by at
   * most {@code slack}. What comes later is late, and marks the period. Until then a result of the
   * raw archive may lack what the stream has already.
   */
  boolean isSettled(long periodStart) {
    return landedTo.isEmpty()
        || periodStart
                + grouping.spanMicros()
                + grouping.lookAheadMicros()
                + plan.time().maxDelayMicros()
                + plan.time().slackMicros()
            <= landedTo.getAsLong();
  }

  /** Those of some periods that are settled. */
  SortedSet<Long> settled(Set<Long> periods) {
    return periods.stream().filter(this::isSettled).collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * A name for what some periods are computed from: it changes when anything is landed that they
   * need.
   */
  String digest(Set<Long> periods) {
    MessageDigest digest = Sha256.newDigest();
    neededOfFiles(periods)
        .map(object -> object.key().path() + " " + object.to() + "\n")
        .sorted()
        .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
    neededSlots(periods)
        .map(slot -> slot.slot().path() + " " + slot.messages() + "\n")
        .sorted()
        .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
    return Sha256.finish(digest);
  }

  static PendingRaw.Input input(RawIndex.LandedFile file) {
    return new PendingRaw.Input(file.source(), file.origin());
  }

  static PendingRaw.Input input(RawKey key) {
    return new PendingRaw.Input(key.source(), key.origin());
  }

  private Stream<RawFooter> neededOfFiles(Set<Long> periods) {
    return files.objects().stream()
        .filter(object -> isNeeded(object.epoch(), object.events(), periods));
  }

  private Stream<RawSlotFooter> neededSlots(Set<Long> periods) {
    return slots.stream().filter(slot -> isNeeded(slot.epoch(), slot.events(), periods));
  }

  /**
   * Whether an object may hold readings of some periods or their margins. What an object of another
   * epoch says of its periods was told by another catalogue, zone or clock offset.
   */
  boolean isNeeded(int epoch, EventSpans events, Set<Long> periods) {
    return epoch != plan.epoch()
        || periods.stream()
            .anyMatch(
                start ->
                    events.overlaps(
                        start - grouping.lookBackMicros(),
                        start + grouping.spanMicros() + grouping.lookAheadMicros()));
  }
}
