package io.penstock.pipelines.live;

import io.penstock.core.plan.Plan;
import io.penstock.core.time.Micros;
import io.penstock.io.hot.DirtyMarks;
import io.penstock.io.hot.DirtyReason;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.LiveStarts;
import io.penstock.io.kafka.StartOffsets;
import io.penstock.pipelines.stores.PlanRegistration;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A start that was resolved, once, to offsets, and what such a start can know completely.
 *
 * <p>A stream that starts in the middle sees only a part of the periods around its start, and what
 * it sees of them must not seal. {@link ResumedStart} starts so early that every period it computes
 * is whole; {@link FreshStart} leaves the periods around it unsealed and marks them dirty.
 *
 * @param offsets per source
 * @param firstTileMicros hot tiles that start earlier are not computed; {@link Long#MIN_VALUE} for
 *     all
 * @param firstPeriodMicros archive periods that start earlier are not computed; {@link
 *     Long#MIN_VALUE} for all
 * @param dirty starts of the archive periods to be marked for all assets
 */
record LiveStart(
    Map<String, StartOffsets> offsets,
    long firstTileMicros,
    long firstPeriodMicros,
    SortedSet<Long> dirty) {

  /**
   * Resolves a start.
   *
   * @throws LiveRefused when it is more than {@code maxCatchUp} behind, or impossible
   */
  static LiveStart resolve(
      StartPosition position,
      LiveSettings settings,
      HotDatabase database,
      Duration maxCatchUp,
      Instant now)
      throws IOException, SQLException, InterruptedException {
    long nowMicros = Micros.of(now);
    FreshStart fresh = new FreshStart(settings, database, nowMicros);
    LiveStart start =
        switch (position.kind()) {
          case RESUME -> new ResumedStart(settings, database).orFrom(fresh);
          case EARLIEST -> fresh.fromEarliest();
          case LATEST -> fresh.from(nowMicros);
          case TIME -> fresh.from(position.appendMicros());
        };
    start.checkCatchUp(settings.sources(), maxCatchUp, nowMicros);
    return start;
  }

  /** Marks what the start leaves open, notes it, and makes the consumer groups start there. */
  void commit(StartPosition position, LiveSettings settings, HotDatabase database)
      throws IOException, SQLException, InterruptedException {
    Plan plan = settings.plan();
    List<DirtyMarks.Request> marks = new ArrayList<>();
    for (long period : dirty) {
      for (String asset : PlanRegistration.assets(plan)) {
        marks.add(new DirtyMarks.Request(asset, period, DirtyReason.STARTED, OptionalLong.empty()));
      }
    }
    new DirtyMarks(database).mark(marks);
    new LiveStarts(database, plan.name()).put(noted(position, plan));
    for (LiveSource source : settings.sources()) {
      of(source).commit(source.connection(), settings.group(source));
    }
  }

  private StartOffsets of(LiveSource source) {
    return Objects.requireNonNull(offsets.get(source.name()));
  }

  private LiveStarts.Start noted(StartPosition position, Plan plan) {
    SortedMap<String, SortedMap<Integer, Long>> first = new TreeMap<>();
    offsets.forEach((source, start) -> first.put(source, start.offsets()));
    return new LiveStarts.Start(
        position.text(),
        firstTileMicros,
        firstPeriodMicros,
        StreamLayout.of(plan).settings(),
        first);
  }

  private void checkCatchUp(List<LiveSource> sources, Duration maxCatchUp, long nowMicros)
      throws IOException, InterruptedException {
    List<String> reasons = new ArrayList<>();
    long limitMicros = nowMicros - maxCatchUp.toMillis() * 1000;
    for (LiveSource source : sources) {
      if (of(source).isBefore(source.at(limitMicros))) {
        reasons.add(
            "source "
                + source.name()
                + " would start more than "
                + maxCatchUp
                + " behind: start at a later time (--from), or allow it with --max-catch-up;"
                + " periods that the raw archive covers are computed by penstock backfill");
      }
    }
    if (!reasons.isEmpty()) {
      throw new LiveRefused(reasons);
    }
  }
}
