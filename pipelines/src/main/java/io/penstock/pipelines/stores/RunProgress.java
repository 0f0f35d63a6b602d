package io.penstock.pipelines.stores;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Tells people how far an embedded run is, every few seconds.
 *
 * <p>Steps add to counters of this JVM, which on a cluster are not the driver's: there nothing is
 * told but the time. Engines know the same figures as metrics, but Flink shows them only when a
 * batch job is over. No result depends on this class.
 */
public final class RunProgress implements AutoCloseable {
  private static final long EVERY_SECONDS = 5;
  private static final LongAdder BYTES_READ = new LongAdder();
  private static final LongAdder TABLES_STORED = new LongAdder();
  private static final LongAdder ROWS_STORED = new LongAdder();

  private final String what;
  private final long totalBytes;
  private final long started = System.nanoTime();
  private final long bytesBefore = BYTES_READ.sum();
  private final ScheduledExecutorService teller;

  private RunProgress(String what, long totalBytes, PrintStream out) {
    this.what = what;
    this.totalBytes = totalBytes;
    this.teller =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "penstock-progress");
              thread.setDaemon(true);
              return thread;
            });
    // The handle is not kept: closing stops the whole executor.
    var unused =
        teller.scheduleAtFixedRate(
            () -> out.println(line()), EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Starts telling on standard error.
   *
   * @param what the job, as a word
   * @param totalBytes bytes it will read, 0 when that is not known
   */
  public static RunProgress start(String what, long totalBytes) {
    return new RunProgress(what, totalBytes, System.err);
  }

  /** Adds to what was read. */
  public static void read(long bytes) {
    BYTES_READ.add(bytes);
  }

  /** Adds one table to what was stored. */
  public static void stored(long rows) {
    TABLES_STORED.increment();
    ROWS_STORED.add(rows);
  }

  @Override
  public void close() {
    teller.shutdownNow();
  }

  private String line() {
    long bytes = BYTES_READ.sum() - bytesBefore;
    String share =
        totalBytes > 0 ? String.format(Locale.ROOT, " of %.1f MB", totalBytes / 1e6) : "";
    return String.format(
        Locale.ROOT,
        "%6.0f s  %s: read %.1f MB%s, stored %d tables with %d rows",
        (System.nanoTime() - started) / 1e9,
        what,
        bytes / 1e6,
        share,
        TABLES_STORED.sum(),
        ROWS_STORED.sum());
  }
}
