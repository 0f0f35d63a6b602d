package io.penstock.runners.flink.gate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;

/**
 * The log that the script is written to as its clock goes on, and how far it was read. Tasks and
 * test share it by name, in one process.
 */
public final class ScriptedLog {
  private static final Map<String, ScriptedLog> LOGS = new ConcurrentHashMap<>();
  private static final Duration DEADLINE = Duration.ofMinutes(3);
  private static final long NO_READER = -1;

  private final Script script;
  private final LongPredicate isWatermarkEverywhere;
  private final AtomicLongArray positions = new AtomicLongArray(Script.SPLITS);
  private final AtomicLongArray asked = new AtomicLongArray(Script.SPLITS);
  private volatile long now = Script.START - 1;
  private volatile long pauseFrom = Long.MAX_VALUE;
  private volatile long pauseTo = Long.MAX_VALUE;
  private volatile long crashAt = Long.MAX_VALUE;
  private final AtomicInteger crashes = new AtomicInteger();

  private ScriptedLog(Script script, LongPredicate isWatermarkEverywhere) {
    this.script = script;
    this.isWatermarkEverywhere = isWatermarkEverywhere;
    noReaders();
  }

  static ScriptedLog create(String name, Script script, LongPredicate isWatermarkEverywhere) {
    ScriptedLog log = new ScriptedLog(script, isWatermarkEverywhere);
    LOGS.put(name, log);
    return log;
  }

  static ScriptedLog named(String name) {
    return Objects.requireNonNull(LOGS.get(name));
  }

  /** Nothing of the log is seen in between, though it grows. */
  public void pause(long fromMillis, long toMillis) {
    pauseFrom = fromMillis;
    pauseTo = toMillis;
  }

  /** The next reader that comes to a moment of the script fails, once. */
  public void crashAt(long millis) {
    crashAt = millis;
  }

  /** How many readers have failed. */
  public int crashes() {
    return crashes.get();
  }

  /** Forgets the readers of a job that is over. */
  public void noReaders() {
    for (int split = 0; split < Script.SPLITS; split++) {
      positions.set(split, NO_READER);
    }
  }

  /** The clock goes on at once, as while no stream runs. */
  public void jumpTo(long millis) {
    now = millis;
  }

  /**
   * The clock goes on, and stops at each moment of the script until everything was read and each
   * split was asked for its watermark.
   */
  public void playTo(long millis) {
    NavigableSet<Long> ahead = script.instants().subSet(now, false, millis, true);
    for (long instant : ahead) {
      now = instant;
      awaitRead();
      Long watermark = script.edges().get(instant);
      if (watermark != null && !isPaused(instant)) {
        await("the watermark is everywhere", () -> isWatermarkEverywhere.test(watermark));
      }
    }
  }

  /** Waits until everything that can be seen was read and has moved the watermarks. */
  public void awaitRead() {
    do {
      await("all is read", this::isRead);
      long[] before = new long[Script.SPLITS];
      for (int split = 0; split < before.length; split++) {
        before[split] = asked.get(split);
      }
      await("watermarks are asked for", () -> isAskedSince(before));
      // By a reader that was restored meanwhile, perhaps, which is behind what the last one read.
    } while (!isRead());
  }

  private boolean isRead() {
    for (int split = 0; split < Script.SPLITS; split++) {
      if (positions.get(split) < readable(split)) {
        return false;
      }
    }
    return true;
  }

  private boolean isAskedSince(long[] before) {
    for (int split = 0; split < before.length; split++) {
      if (asked.get(split) == before[split]) {
        return false;
      }
    }
    return true;
  }

  private void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "did not happen at %d s: %s; read %s"
                .formatted((now - Script.START) / 1000, what, positions));
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** What a reader's look at the clock tells. */
  long lookMillis(int split) {
    return seen(split) + Script.AHEAD;
  }

  /** How many records a split has, as far as it is seen. */
  long end(int split) {
    return there(split, seen(split));
  }

  /** How many records of a split can be read. */
  long readable(int split) {
    return there(split, seen(split) - Script.lagMillis(split, now));
  }

  synchronized ScriptedRecord read(int split, long position) {
    ScriptedRecord read = script.splits().get(split).get((int) position);
    if (read.thereMillis() >= crashAt) {
      crashAt = Long.MAX_VALUE;
      crashes.incrementAndGet();
      noReaders();
      throw new IllegalStateException("the script says that this reader fails");
    }
    return read;
  }

  void at(int split, long position) {
    positions.set(split, position);
  }

  void asked(int split) {
    asked.incrementAndGet(split);
  }

  private long seen(int split) {
    long at = now;
    return Script.seenMillis(split, isPaused(at) ? pauseFrom : at);
  }

  private boolean isPaused(long millis) {
    return millis > pauseFrom && millis < pauseTo;
  }

  private long there(int split, long millis) {
    List<ScriptedRecord> records = script.splits().get(split);
    int low = 0;
    int high = records.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (records.get(middle).thereMillis() <= millis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
