package io.penstock.core.time;

import java.time.ZoneId;
import java.util.Optional;

/**
 * A date and time of day as written, before any zone is applied. A mutable carrier, reused for
 * every timestamp.
 */
final class CivilTime {
  static final int SECONDS_PER_DAY = 86_400;

  /** Seconds from 1970-01-01T00:00 on the same clock; second 60 is held as second 59. */
  long localSecond;

  /** Nanoseconds within the second. */
  int nano;

  /** Whether second 60 was written: a leap second. */
  boolean leapSecond;

  /** Whether an offset from UTC was written. */
  boolean hasOffset;

  /** The written offset from UTC in seconds. */
  int offsetSeconds;

  /** The zone written as a name or id, which only a pattern can read. */
  Optional<ZoneId> region = Optional.empty();

  /** Sets the time, and no offset and no zone. */
  void set(long second, int nanoOfSecond) {
    localSecond = second;
    nano = nanoOfSecond;
    leapSecond = false;
    hasOffset = false;
    offsetSeconds = 0;
    region = Optional.empty();
  }

  void offset(int seconds) {
    hasOffset = true;
    offsetSeconds = seconds;
  }

  boolean isMidnight() {
    return nano == 0 && Math.floorMod(localSecond, SECONDS_PER_DAY) == 0;
  }
}
