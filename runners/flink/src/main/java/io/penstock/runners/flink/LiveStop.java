package io.penstock.runners.flink;

import io.penstock.transforms.metrics.HotDelay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The stop of a stream with a savepoint, in the thread of whoever asks for it, once however often
 * it is asked for: a terminal's Ctrl-C comes from the terminal and from the launcher.
 */
final class LiveStop implements Runnable {
  private static final int LOOKS = 6;
  private static final long LOOK_MILLIS = 500;

  private final FlinkJob job;
  private final Path savepoints;
  private final Consumer<String> teller;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final CountDownLatch done = new CountDownLatch(1);

  /**
   * A stop that was not asked for yet.
   *
   * @param savepoints the folder for the savepoint
   * @param teller takes what is to be said
   */
  LiveStop(FlinkJob job, Path savepoints, Consumer<String> teller) {
    this.job = job;
    this.savepoints = savepoints;
    this.teller = teller;
  }

  /** Whether the stop was asked for. */
  boolean wasAsked() {
    return asked.get();
  }

  /** Waits until it is told where to go on. */
  void await() throws InterruptedException {
    done.await();
  }

  @Override
  public void run() {
    if (!asked.compareAndSet(false, true)) {
      return;
    }
    try {
      teller.accept(delay());
      teller.accept("stopping with a savepoint ...");
      teller.accept("stopped; go on with --restore " + job.stopWithSavepoint(savepoints));
    } catch (ExecutionException e) {
      teller.accept(
          "no savepoint could be made, go on from a retained checkpoint: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      done.countDown();
    }
  }

  /** How long after a tile's end its rows were committed, as the job's counters tell it. */
  private String delay() throws InterruptedException {
    try {
      Map<String, Long> counts = job.counters().sums(HotDelay.bucketNames());
      // The cluster begins to ask its workers when it is asked itself.
      for (int looks = 1; looks < LOOKS && HotDelay.tiles(counts) == 0; looks++) {
        Thread.sleep(LOOK_MILLIS);
        counts = job.counters().sums(HotDelay.bucketNames());
      }
      return HotDelay.tiles(counts) == 0
          ? "no row was committed on time since the last start"
          : String.format(
              Locale.ROOT,
              "rows committed after their tile's end: p50 %s, p99 %s, of %d asset-tiles",
              seconds(HotDelay.quantileMillis(0.5, counts)),
              seconds(HotDelay.quantileMillis(0.99, counts)),
              HotDelay.tiles(counts));
    } catch (IOException e) {
      return "the cluster does not tell how long rows took: " + e.getMessage();
    }
  }

  private static String seconds(OptionalLong millis) {
    return millis.isPresent() ? "<= " + millis.getAsLong() / 1000 + " s" : "beyond all buckets";
  }
}
