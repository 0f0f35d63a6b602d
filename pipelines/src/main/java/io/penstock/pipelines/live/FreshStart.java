package io.penstock.pipelines.live;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.AssetPeriod;
import io.penstock.core.tile.Grouping;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.SealedParts;
import io.penstock.io.hot.SealedTiles;
import io.penstock.io.kafka.StartOffsets;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A start wherever the user says, whatever was there before. Unless it reads topics from their very
 * beginning it sees periods around its start in part: those it does not compute and marks dirty,
 * and so the periods that a stream before it left open and this one does not compute.
 */
final class FreshStart {
  private final LiveSettings settings;
  private final HotDatabase database;
  private final long nowMicros;
  private final Grouping archive;

  FreshStart(LiveSettings settings, HotDatabase database, long nowMicros) {
    this.settings = settings;
    this.database = database;
    this.nowMicros = nowMicros;
    this.archive = Grouping.ofArchive(settings.plan());
  }

  /** With the oldest records that the topics still have. */
  LiveStart fromEarliest() throws IOException, SQLException, InterruptedException {
    Map<String, StartOffsets> offsets = new LinkedHashMap<>();
    long from = nowMicros;
    long to = Long.MIN_VALUE;
    for (LiveSource source : settings.sources()) {
      StartOffsets earliest = source.earliest();
      SortedMap<Integer, Long> oldest = source.oldestAppendMillis();
      for (Map.Entry<Integer, Long> partition : earliest.offsets().entrySet()) {
        Long millis = oldest.get(partition.getKey());
        long append = millis == null ? nowMicros : Math.multiplyExact(millis, 1000);
        from = Math.min(from, append);
        // A partition that begins at 0 has lost nothing, however late its first record came.
        if (partition.getValue() > 0) {
          to = Math.max(to, append);
        }
      }
      offsets.put(source.name(), earliest);
    }
    return to == Long.MIN_VALUE
        ? new LiveStart(offsets, Long.MIN_VALUE, Long.MIN_VALUE, new TreeSet<>())
        : between(offsets, Math.min(from, to), to);
  }

  /** With the first records that were appended at or after a time, microseconds UTC. */
  LiveStart from(long appendMicros) throws IOException, SQLException, InterruptedException {
    Map<String, StartOffsets> offsets = new LinkedHashMap<>();
    for (LiveSource source : settings.sources()) {
      offsets.put(source.name(), source.at(appendMicros));
    }
    return between(offsets, appendMicros, appendMicros);
  }

  /** A start whose partitions begin at different append times. */
  private LiveStart between(Map<String, StartOffsets> offsets, long fromAppend, long toAppend)
      throws SQLException {
    Plan plan = settings.plan();
    long slack = plan.time().slackMicros();
    long firstWhole =
        archive.lastSpan(toAppend + plan.time().maxAheadMicros() + slack) * archive.spanMicros()
            + archive.spanMicros();
    SortedSet<Long> dirty = new TreeSet<>();
    addPeriods(
        archive.firstSpan(fromAppend - plan.time().maxDelayMicros() - slack) * archive.spanMicros(),
        firstWhole,
        dirty);
    addLeftOpen(firstWhole, dirty);
    return new LiveStart(offsets, Long.MIN_VALUE, firstWhole, dirty);
  }

  /** What the stream before has begun and not sealed. */
  private void addLeftOpen(long end, SortedSet<Long> dirty) throws SQLException {
    String plan = settings.plan().name();
    SealedTiles tiles = new SealedTiles(database);
    OptionalLong open = new SealedParts(database, plan).firstOpen(archive.spanMicros());
    OptionalLong newest = tiles.newest(plan);
    if (open.isPresent() && newest.isPresent()) {
      addPeriods(open.getAsLong(), Math.min(end, newest.getAsLong() + 1), dirty);
    }
    // Where no part was sealed there may be tiles all the same.
    for (AssetPeriod period : tiles.unsealed(plan, archive.spanMicros())) {
      if (period.startMicros() < end) {
        dirty.add(period.startMicros());
      }
    }
  }

  private void addPeriods(long first, long end, SortedSet<Long> dirty) {
    for (long period = first; period < end; period += archive.spanMicros()) {
      dirty.add(period);
    }
  }
}
