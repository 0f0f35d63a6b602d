package io.penstock.pipelines.live;

import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan;
import io.penstock.core.tile.Grouping;
import io.penstock.io.hot.DirtyMarks;
import io.penstock.io.hot.DirtyReason;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.SealedTiles;
import io.penstock.io.kafka.KafkaConnection;
import io.penstock.io.kafka.StartOffsets;
import io.penstock.io.raw.RawCoverage;
import io.penstock.pipelines.stores.PlanRegistration;
import io.penstock.pipelines.stores.Stores;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Resolves a start once, to offsets, and decides what such a start can know completely.
 *
 * <p>A stream that starts in the middle sees only a part of the periods around its start, and what
 * it sees of them must not seal. {@code resume} starts so early that every period it computes is
 * whole: at the start of the oldest unsealed period less look-back and {@code maxAhead}, since a
 * reading is never admitted more than {@code maxAhead} before its event time, or where the raw
 * archive ends if that is earlier. Any other start leaves the periods around it unsealed and marks
 * them dirty, unless the raw archive goes up to it without a hole.
 */
final class LiveStart {
  private final Plan plan;
  private final Stores stores;
  private final Grouping archive;

  LiveStart(Plan plan, Stores stores) {
    this.plan = plan;
    this.stores = stores;
    this.archive = Grouping.ofArchive(plan);
  }

  /**
   * A start that was resolved.
   *
   * @param offsets per source
   * @param firstTileMicros hot tiles that start earlier are not computed
   * @param firstPeriodMicros archive periods that start earlier are not computed
   * @param dirty starts of the archive periods to be marked for all assets
   */
  record Resolved(
      Map<String, StartOffsets> offsets,
      long firstTileMicros,
      long firstPeriodMicros,
      List<Long> dirty) {
    StartOffsets of(SourcePlan source) {
      return Objects.requireNonNull(offsets.get(source.name()));
    }
  }

  /**
   * Resolves a start.
   *
   * @throws LiveRefused when it is more than {@code maxCatchUp} behind
   */
  Resolved resolve(
      StartPosition position, List<SourcePlan> sources, Duration maxCatchUp, Instant now)
      throws IOException, SQLException, InterruptedException {
    long nowMicros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    Resolved resolved =
        switch (position.kind()) {
          case RESUME -> resume(sources);
          case EARLIEST -> elsewhere(sources, Long.MIN_VALUE, nowMicros);
          case LATEST -> elsewhere(sources, nowMicros, nowMicros);
          case TIME -> elsewhere(sources, position.appendMicros(), nowMicros);
        };
    checkCatchUp(resolved, sources, maxCatchUp, nowMicros);
    return resolved;
  }

  /** Marks what the start leaves open, and makes the sources' consumer groups start there. */
  void commit(Resolved resolved, LiveSettings settings)
      throws IOException, SQLException, InterruptedException {
    List<DirtyMarks.Request> marks = new ArrayList<>();
    for (long period : resolved.dirty) {
      for (String asset : PlanRegistration.assets(plan)) {
        marks.add(new DirtyMarks.Request(asset, period, DirtyReason.STARTED, OptionalLong.empty()));
      }
    }
    try (HotDatabase database = HotDatabase.open(stores.hot())) {
      new DirtyMarks(database).mark(marks);
    }
    for (SourcePlan source : settings.sources()) {
      resolved
          .of(source)
          .commit(new KafkaConnection(source.kafka().connection()), settings.group(source));
    }
  }

  private Resolved resume(List<SourcePlan> sources)
      throws IOException, SQLException, InterruptedException {
    OptionalLong first = firstUnsealedPeriod();
    Map<String, StartOffsets> offsets = new LinkedHashMap<>();
    for (SourcePlan source : sources) {
      KafkaConnection connection = new KafkaConnection(source.kafka().connection());
      String topic = source.kafka().topic();
      StartOffsets earliest = StartOffsets.earliest(topic, connection);
      if (first.isEmpty()) {
        offsets.put(source.name(), earliest);
        continue;
      }
      long from = first.getAsLong() - archive.lookBackMicros() - plan.time().maxAheadMicros();
      offsets.put(
          source.name(),
          StartOffsets.at(topic, connection, Math.floorDiv(from, 1000))
              .orEarlier(landedTo(source, earliest))
              .orLater(earliest));
    }
    return new Resolved(
        offsets, first.orElse(Long.MIN_VALUE), first.orElse(Long.MIN_VALUE), List.of());
  }

  /** Per partition where the contiguous part of the raw archive ends; what has none is at 0. */
  private Map<Integer, Long> landedTo(SourcePlan source, StartOffsets earliest) throws IOException {
    Map<Integer, Long> ends = new TreeMap<>();
    earliest.offsets().keySet().forEach(partition -> ends.put(partition, 0L));
    for (RawCoverage coverage : RawCoverage.of(stores.openSlots().index())) {
      if (coverage.source().equals(source.name())
          && coverage.topic().equals(source.kafka().topic())) {
        ends.put(coverage.partition(), coverage.contiguousTo());
      }
    }
    return ends;
  }

  private OptionalLong firstUnsealedPeriod() throws SQLException {
    long period = archive.spanMicros();
    try (HotDatabase database = HotDatabase.open(stores.hot())) {
      SealedTiles tiles = new SealedTiles(database);
      OptionalLong unsealed = tiles.oldestUnsealed(plan.name());
      if (unsealed.isPresent()) {
        return OptionalLong.of(Math.floorDiv(unsealed.getAsLong(), period) * period);
      }
      OptionalLong newest = tiles.newest(plan.name());
      return newest.isEmpty()
          ? newest
          : OptionalLong.of((Math.floorDiv(newest.getAsLong(), period) + 1) * period);
    }
  }

  private Resolved elsewhere(List<SourcePlan> sources, long appendMicros, long nowMicros)
      throws IOException, InterruptedException {
    Map<String, StartOffsets> offsets = new LinkedHashMap<>();
    boolean whole = true;
    for (SourcePlan source : sources) {
      KafkaConnection connection = new KafkaConnection(source.kafka().connection());
      String topic = source.kafka().topic();
      StartOffsets start =
          appendMicros == Long.MIN_VALUE
              ? StartOffsets.earliest(topic, connection)
              : StartOffsets.at(topic, connection, Math.floorDiv(appendMicros, 1000));
      Map<Integer, Long> landed = landedTo(source, start);
      whole &=
          start.offsets().entrySet().stream()
              .allMatch(entry -> entry.getValue() <= landed.getOrDefault(entry.getKey(), 0L));
      offsets.put(source.name(), start);
    }
    if (whole) {
      return new Resolved(offsets, Long.MIN_VALUE, Long.MIN_VALUE, List.of());
    }
    List<Long> dirty =
        periodsAround(appendMicros == Long.MIN_VALUE ? oldest(sources, nowMicros) : appendMicros);
    long period = archive.spanMicros();
    return new Resolved(offsets, Long.MIN_VALUE, dirty.get(dirty.size() - 1) + period, dirty);
  }

  /** The append time at which the oldest records of all topics start, all of them being there. */
  private static long oldest(List<SourcePlan> sources, long nowMicros)
      throws IOException, InterruptedException {
    long latest = Long.MIN_VALUE;
    for (SourcePlan source : sources) {
      long oldest =
          StartOffsets.oldestAppendMillis(
                  source.kafka().topic(), new KafkaConnection(source.kafka().connection()))
              .orElse(Math.floorDiv(nowMicros, 1000));
      latest = Math.max(latest, Math.multiplyExact(oldest, 1000));
    }
    return latest;
  }

  /** The periods whose readings a start at an append time sees in part. */
  private List<Long> periodsAround(long appendMicros) {
    long from = archive.firstSpan(appendMicros - plan.time().maxDelayMicros());
    long to = archive.lastSpan(appendMicros + plan.time().maxAheadMicros());
    List<Long> periods = new ArrayList<>();
    for (long span = from; span <= to; span++) {
      periods.add(span * archive.spanMicros());
    }
    return periods;
  }

  private static void checkCatchUp(
      Resolved resolved, List<SourcePlan> sources, Duration maxCatchUp, long nowMicros)
      throws IOException, InterruptedException {
    List<String> reasons = new ArrayList<>();
    for (SourcePlan source : sources) {
      StartOffsets limit =
          StartOffsets.at(
              source.kafka().topic(),
              new KafkaConnection(source.kafka().connection()),
              Math.floorDiv(nowMicros, 1000) - maxCatchUp.toMillis());
      StartOffsets start = resolved.of(source);
      boolean behind =
          limit.offsets().entrySet().stream()
              .anyMatch(
                  entry ->
                      start.offsets().getOrDefault(entry.getKey(), entry.getValue())
                          < entry.getValue());
      if (behind) {
        reasons.add(
            "source "
                + source.name()
                + " would start more than "
                + maxCatchUp
                + " behind: start at a later time (--from), or allow it with --max-catch-up;"
                + " periods that the raw archive covers are computed by penstock run --recompute");
      }
    }
    if (!reasons.isEmpty()) {
      throw new LiveRefused(reasons);
    }
  }
}
