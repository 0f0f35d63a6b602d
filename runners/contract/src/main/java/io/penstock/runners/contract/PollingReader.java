package io.penstock.runners.contract;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Evidence;
import io.penstock.io.archive.ArchiveKey;
import io.penstock.io.archive.ArchiveReader;
import io.penstock.io.object.LocalObjectStore;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reads hot tables and archive over and over while others write them, and notes what no reader may
 * see: a row twice, an object that is no object, or evidence that goes back.
 */
public final class PollingReader implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Site site;
  private final ArchiveReader archive;
  private final List<String> seen = new ArrayList<>();
  private final Map<String, Evidence> evidence = new HashMap<>();
  private final CountDownLatch polls;
  private final Thread thread = new Thread(this::poll, "polling reader");
  private volatile boolean stopped;

  private PollingReader(Site site, Plan plan, int polls) throws IOException {
    this.site = site;
    this.archive = new ArchiveReader(LocalObjectStore.at(site.archive(plan)));
    this.polls = new CountDownLatch(polls);
  }

  /**
   * Begins to read.
   *
   * @param polls how often {@link #awaitPolls} waits for
   */
  public static PollingReader start(Site site, Plan plan, int polls) throws IOException {
    PollingReader reader = new PollingReader(site, plan, polls);
    reader.thread.start();
    return reader;
  }

  /** Waits until everything was read several times. */
  public void awaitPolls() throws InterruptedException {
    if (!polls.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the reader is stuck");
    }
  }

  /** Ends, and tells what was seen that must not be. */
  public List<String> stop() throws InterruptedException {
    stopped = true;
    thread.join(PATIENCE.toMillis());
    synchronized (seen) {
      return List.copyOf(seen);
    }
  }

  @Override
  public void close() throws InterruptedException {
    stop();
  }

  private void poll() {
    while (!stopped) {
      try {
        hot();
        objects();
      } catch (IOException | SQLException e) {
        note(e.toString());
      }
      polls.countDown();
    }
  }

  private void hot() throws SQLException {
    for (String row :
        HotServer.query(
            site.hot(),
            "select concat_ws('|', dataset, asset, tile_start, epoch, readings)"
                + " from tile_evidence")) {
      int readings = row.lastIndexOf('|');
      int epoch = row.lastIndexOf('|', readings - 1);
      forward(
          row.substring(0, epoch),
          new Evidence(
              Integer.parseInt(row.substring(epoch + 1, readings)),
              Long.parseLong(row.substring(readings + 1)),
              0,
              0));
    }
  }

  private void objects() throws IOException {
    for (ArchiveKey key : archive.keys()) {
      Set<String> rows = new HashSet<>();
      Evidence stored =
          archive
              .forEachRow(
                  key,
                  row -> {
                    if (!rows.add(row.asset + "|" + row.metric + "|" + row.timeMicros)) {
                      note("twice: " + key + " " + row.asset + " " + row.metric);
                    }
                  })
              .evidence();
      forward(key.path(), stored);
    }
  }

  private void forward(String what, Evidence now) {
    Evidence before = evidence.put(what, now);
    if (before != null
        && (now.epoch() < before.epoch()
            || (now.epoch() == before.epoch() && now.count() < before.count()))) {
      note("back: " + what + " from " + before + " to " + now);
    }
  }

  private void note(String what) {
    synchronized (seen) {
      seen.add(what);
    }
  }
}
