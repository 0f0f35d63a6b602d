package io.penstock.runners.flink;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells how far a stream is, a minute apart once it runs. What it tells is the cluster's, so that
 * it is the same wherever the stream runs; while the cluster does not answer, nothing is told,
 * since {@link JobWatch} says that.
 */
final class LiveTeller implements AutoCloseable {
  private static final long FIRST_SECONDS = 10;
  private static final long EVERY_SECONDS = 60;

  private final FlinkJob job;
  private final Consumer<String> teller;
  private final long started = System.nanoTime();
  private final ScheduledExecutorService thread;
  private LiveFigures before = new LiveFigures(Map.of());
  private long beforeNanos = started;

  private LiveTeller(FlinkJob job, Consumer<String> teller) {
    this.job = job;
    this.teller = teller;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread made = new Thread(work, "penstock-teller");
              made.setDaemon(true);
              return made;
            });
  }

  /** Begins to tell. */
  static LiveTeller start(FlinkJob job, Consumer<String> teller) {
    LiveTeller started = new LiveTeller(job, teller);
    started.next(FIRST_SECONDS);
    return started;
  }

  private void next(long seconds) {
    // The handle is not kept: closing stops the whole executor.
    var unused = thread.schedule(this::tell, seconds, TimeUnit.SECONDS);
  }

  private void tell() {
    long now = System.nanoTime();
    try {
      LiveFigures figures = LiveFigures.of(job.counters());
      teller.accept(
          String.format(
              Locale.ROOT,
              "%d s  %s",
              Duration.ofNanos(now - started).toSeconds(),
              figures.since(before, Duration.ofNanos(now - beforeNanos))));
      before = figures;
      beforeNanos = now;
    } catch (IOException e) {
      // Not told of, see above.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (!thread.isShutdown()) {
        boolean young = now - started < TimeUnit.SECONDS.toNanos(EVERY_SECONDS);
        next(young ? FIRST_SECONDS : EVERY_SECONDS);
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
