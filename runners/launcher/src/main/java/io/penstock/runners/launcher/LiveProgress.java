package io.penstock.runners.launcher;

import io.penstock.core.time.Micros;
import io.penstock.io.hot.HotDatabase;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Follows a stream by its hot tables: tells every few seconds how far it is, and measures how long
 * after a tile's end its rows are committed. A look every half second is as exact as that.
 */
final class LiveProgress {
  private static final long TELL_EVERY_MICROS = 5_000_000;

  private final HotDatabase database;
  private final long tileMicros;
  private final PrintWriter printer;
  private final Clock clock;
  private final long startMicros;
  private final List<Double> delays = new ArrayList<>();
  private long newestMicros = Long.MIN_VALUE;
  private long toldMicros;

  LiveProgress(HotDatabase database, long tileMicros, PrintWriter printer, Clock clock) {
    this.database = database;
    this.tileMicros = tileMicros;
    this.printer = printer;
    this.clock = clock;
    this.startMicros = nowMicros();
    this.toldMicros = startMicros;
  }

  /**
   * Looks once.
   *
   * @param sent messages published so far
   */
  LiveLook look(long sent) throws SQLException {
    LiveLook look = LiveLook.of(database);
    long now = nowMicros();
    if (look.newestTileMicros().orElse(Long.MIN_VALUE) > newestMicros) {
      newestMicros = look.newestTileMicros().getAsLong();
      delays.add((now - newestMicros - tileMicros) / 1e6);
    }
    if (now - toldMicros >= TELL_EVERY_MICROS) {
      toldMicros = now;
      String delay =
          delays.isEmpty()
              ? ""
              : String.format(
                  Locale.ROOT, "; rows %.1f s after their tile", delays.get(delays.size() - 1));
      printer.printf(
          Locale.ROOT,
          "%4.0f s  sent %d messages; %s%s%n",
          (now - startMicros) / 1e6,
          sent,
          look,
          delay);
      printer.flush();
    }
    return look;
  }

  /** How long after a tile's end its first rows were seen, for people. */
  String delay() {
    List<Double> sorted = delays.stream().sorted().toList();
    return sorted.isEmpty()
        ? "no tile was committed"
        : String.format(
            Locale.ROOT,
            "rows were committed %.1f s (median) to %.1f s (longest) after their tile's end, of %d"
                + " tiles",
            sorted.get(sorted.size() / 2),
            sorted.get(sorted.size() - 1),
            sorted.size());
  }

  private long nowMicros() {
    return Micros.of(clock.instant());
  }
}
