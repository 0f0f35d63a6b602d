package io.penstock.runners.flink.gate;

import io.penstock.core.plan.TimePlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Everything that will be in the log, split by split, known beforehand. Times are milliseconds of
 * the script's own clock, which starts at {@link #START}.
 *
 * <p>Three splits are busy, in one append time steps back now and then; one lags; one is idle but
 * for its first and last records; one is empty; one cannot be read for a while and then catches up.
 * Readings are in disorder, and many lie at the edges: exactly {@code maxDelay} late and a
 * microsecond more, exactly {@code maxAhead} early and a microsecond more, at the edges of tiles
 * and periods, two days late, in 2099.
 *
 * <p>Some records are as late as can be: their append time is as far behind what the watermark was
 * made of as {@code slack} allows, their reading is exactly {@code maxDelay} old, and the tile that
 * needs it looks ahead for it. A millisecond less of allowed lateness loses them.
 */
public final class Script {
  /** When the clock starts, at the edge of a period. */
  public static final long START = 1_750_000_000_000L;

  /** When all has been written, but for the last readings, which show that all is sealed. */
  public static final long END = START + 150_000;

  /** How far workers' clocks are ahead of the broker's. With {@link #STEP_BACK} the whole slack. */
  static final long AHEAD = 2_000;

  /** How far append time steps back. */
  static final long STEP_BACK = 3_000;

  static final int SPLITS = 7;
  private static final int STEPPING = 2;
  private static final int LAGGING = 3;
  private static final int IDLE = 4;
  private static final int CATCHING_UP = 6;
  private static final int MACHINES = 6;
  private static final long TILE = 10_000;
  private static final long LAST = END + 60_000;

  private final TimePlan time;
  private final long lookAheadMillis;
  private final Random random;
  private final List<List<ScriptedRecord>> splits = new ArrayList<>();
  private final TreeSet<Long> instants = new TreeSet<>();
  private final Map<Long, Long> edges = new HashMap<>();
  private long ids;

  private Script(TimePlan time, long lookAheadMillis, long seed) {
    this.time = time;
    this.lookAheadMillis = lookAheadMillis;
    this.random = new Random(seed);
  }

  /** The script of a seed, for a plan's times. */
  static Script of(TimePlan time, long lookAheadMicros, long seed) {
    Script script = new Script(time, lookAheadMicros / 1000, seed);
    for (int split = 0; split < SPLITS; split++) {
      script.splits.add(new ArrayList<>());
    }
    for (int split : new int[] {0, 1, STEPPING, LAGGING, CATCHING_UP}) {
      script.busy(split);
    }
    script.asLateAsCanBe();
    for (long at : new long[] {START + 1_000, START + 9_000, END - 20_000}) {
      script.add(IDLE, at, at, script.readings(at));
    }
    script.last();
    return script;
  }

  List<List<ScriptedRecord>> splits() {
    return splits;
  }

  /** The moments at which the clock stops, one after the other. */
  NavigableSet<Long> instants() {
    return instants;
  }

  /**
   * By the moments right before a record that is as late as can be, the watermark that has to be
   * everywhere for it to be that.
   */
  Map<Long, Long> edges() {
    return edges;
  }

  /** How far behind a split is read, though all of it is there. */
  static long lagMillis(int split, long now) {
    return split == LAGGING && now > START + 20_000 && now < START + 70_000 ? 6_000 : 0;
  }

  /** When a split is seen last at a moment: not now while it cannot be reached. */
  static long seenMillis(int split, long now) {
    boolean away = split == CATCHING_UP && now > START + 40_000 && now < START + 70_000;
    return away ? START + 40_000 : now;
  }

  private void busy(int split) {
    for (long at = START; at < END; at += 200 + random.nextInt(600)) {
      boolean back = split == STEPPING && random.nextInt(8) == 0;
      long append = back ? at - random.nextInt((int) STEP_BACK + 1) : at;
      add(split, at, append, readings(append));
    }
    for (long at = START; at <= LAST + 80_000; at += at < END ? 2_000 : 10_000) {
      instants.add(at);
    }
  }

  /** Just after the clock stood at what the watermark is made of, a record from before. */
  private void asLateAsCanBe() {
    long maxDelay = time.maxDelayMicros() / 1000;
    for (long tile = START + TILE; tile < END - 30_000; tile += TILE) {
      long event = tile + lookAheadMillis - 1;
      long append = event + maxDelay;
      long before = append + STEP_BACK;
      instants.add(before);
      if (isAllSeen(before)) {
        edges.put(before, append);
      }
      add(STEPPING, before + 1, append, List.of(reading(event * 1000)));
    }
    splits.get(STEPPING).sort((a, b) -> Long.compare(a.thereMillis(), b.thereMillis()));
  }

  private static boolean isAllSeen(long now) {
    return IntStream.range(0, SPLITS)
        .allMatch(split -> lagMillis(split, now) == 0 && seenMillis(split, now) == now);
  }

  /** A reading of each machine, long after all others: once they are sealed, all is. */
  private void last() {
    List<ScriptedReading> readings = new ArrayList<>();
    for (int machine = 0; machine < MACHINES; machine++) {
      readings.add(new ScriptedReading(++ids, machine, "flow", LAST * 1000));
    }
    add(0, LAST, LAST, readings);
  }

  private void add(int split, long there, long append, List<ScriptedReading> readings) {
    splits.get(split).add(new ScriptedRecord(there, append, readings));
  }

  private List<ScriptedReading> readings(long appendMillis) {
    List<ScriptedReading> readings = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      readings.add(reading(eventMicros(appendMillis * 1000)));
    }
    return readings;
  }

  private ScriptedReading reading(long eventMicros) {
    String metric = random.nextBoolean() ? "flow" : "temperature";
    return new ScriptedReading(++ids, random.nextInt(MACHINES), metric, eventMicros);
  }

  private long eventMicros(long append) {
    int dice = random.nextInt(100);
    if (dice < 45) {
      return append - random.nextLong(time.maxDelayMicros());
    } else if (dice < 55) {
      return append - time.maxDelayMicros();
    } else if (dice < 63) {
      return append - time.maxDelayMicros() - 1;
    } else if (dice < 68) {
      return append + time.maxAheadMicros();
    } else if (dice < 72) {
      return append + time.maxAheadMicros() + 1;
    } else if (dice < 90) {
      long before = append - random.nextLong(15_000_000);
      return before - Math.floorMod(before, TILE * 1000) + random.nextInt(3) - 1;
    } else if (dice < 95) {
      return append - time.maxDelayMicros() - random.nextLong(40_000_000);
    } else if (dice < 98) {
      return append - 48L * 3_600_000_000L;
    }
    return 4_086_000_000_000_000L + random.nextLong(1_000_000_000L);
  }
}
