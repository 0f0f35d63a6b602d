package io.penstock.runners.flink.gate;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Grouping;
import io.penstock.core.tile.LaneSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What must come of a script, by design 2.2 and nothing else: which readings are admitted, late and
 * in the future, and which every span has, its margins with it.
 */
public final class Expected {
  private final Plan plan;
  private final List<ScriptedReading> admitted = new ArrayList<>();
  private final Map<String, Long> late = new HashMap<>();
  private int lates;
  private int futures;
  private int records;

  private Expected(Plan plan) {
    this.plan = plan;
  }

  static Expected of(Plan plan, Script script) {
    Expected expected = new Expected(plan);
    for (List<ScriptedRecord> split : script.splits()) {
      for (ScriptedRecord written : split) {
        expected.records++;
        written.readings().forEach(read -> expected.judge(read, written.appendMicros()));
      }
    }
    return expected;
  }

  private void judge(ScriptedReading reading, long ingestMicros) {
    if (reading.eventMicros() - ingestMicros > plan.time().maxAheadMicros()) {
      futures++;
    } else if (ingestMicros - reading.eventMicros() > plan.time().maxDelayMicros()) {
      lates++;
      long period = plan.archive().periodMicros();
      long start = Math.floorDiv(reading.eventMicros(), period) * period;
      late.merge(reading.asset() + ' ' + start, ingestMicros, Math::max);
    } else {
      admitted.add(reading);
    }
  }

  /** Per span the ids of its readings: own ones and those of its margins. */
  Map<LaneSpan, Set<Long>> sets(Grouping grouping) {
    Map<LaneSpan, Set<Long>> sets = new HashMap<>();
    long length = grouping.spanMicros();
    for (ScriptedReading reading : admitted) {
      long event = reading.eventMicros();
      long own = Math.floorDiv(event, length) * length;
      for (long start = own - 2 * length; start <= own + 2 * length; start += length) {
        if (event >= start - grouping.lookBackMicros()
            && event < start + length + grouping.lookAheadMicros()) {
          LaneSpan key = new LaneSpan(grouping.lane(reading.asset()), start);
          sets.computeIfAbsent(key, k -> new TreeSet<>()).add(reading.id());
        }
      }
    }
    return sets;
  }

  /** Per asset and period, as {@code asset start}, the highest ingest time of its late readings. */
  public Map<String, Long> late() {
    return late;
  }

  /** Readings in the future. */
  public int futures() {
    return futures;
  }

  /** Late readings. */
  public int lates() {
    return lates;
  }

  /** Records of the script. */
  public int records() {
    return records;
  }

  @Override
  public String toString() {
    return "%d records, %d readings admitted, %d late, %d in the future"
        .formatted(records, admitted.size(), lates, futures);
  }
}
