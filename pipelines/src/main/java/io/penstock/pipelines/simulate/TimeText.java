package io.penstock.pipelines.simulate;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times as text. */
final class TimeText {
  /** Loggers stay on standard time all year: an hour ahead of UTC. */
  static final int LOGGER_OFFSET_SECONDS = 3600;

  private TimeText() {}

  /** ISO 8601 in UTC, to the millisecond: {@code 2026-01-05T06:00:00.123Z}. */
  static void iso(long micros, ByteText out) {
    LocalDateTime time = utc(Math.floorDiv(micros, 1_000_000L));
    out.padded(time.getYear(), 4).one('-').padded(time.getMonthValue(), 2).one('-');
    out.padded(time.getDayOfMonth(), 2).one('T');
    clock(time, out);
    out.one('.').padded(Math.floorMod(micros, 1_000_000L) / 1000, 3).one('Z');
  }

  /** As a German logger writes it: {@code 05.01.2026 07:00:00}. */
  static void german(long micros, ByteText out) {
    LocalDateTime time = utc(Math.floorDiv(micros, 1_000_000L) + LOGGER_OFFSET_SECONDS);
    out.padded(time.getDayOfMonth(), 2).one('.').padded(time.getMonthValue(), 2).one('.');
    out.padded(time.getYear(), 4).one(' ');
    clock(time, out);
  }

  private static void clock(LocalDateTime time, ByteText out) {
    out.padded(time.getHour(), 2).one(':').padded(time.getMinute(), 2).one(':');
    out.padded(time.getSecond(), 2);
  }

  private static LocalDateTime utc(long seconds) {
    return LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
  }
}
