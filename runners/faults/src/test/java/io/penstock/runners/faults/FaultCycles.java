package io.penstock.runners.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.pipelines.audit.AuditReport;
import io.penstock.testkit.process.Await;
import java.time.Duration;
import java.util.Random;

/** Cycles of one fault on one stream: feed, strike at some moment, recover, feed on; verify. */
final class FaultCycles {
  private static final String DROPPED = "droppedDueToLateness";
  private static final int LEAST_RECORDS = 400;
  private static final int MORE_RECORDS = 800;

  private final LiveSite site;
  private final Strike strike;
  private final Random random;
  private long sent;

  FaultCycles(LiveSite site, Strike strike, long seed) {
    this.site = site;
    this.strike = strike;
    this.random = new Random(seed);
  }

  /** Strikes several times, each time when the stream has recovered, and then verifies. */
  void run(int strikes) throws Exception {
    try (MessyFeed feed = MessyFeed.start(site, random.nextLong())) {
      for (int i = 0; i < strikes; i++) {
        feed.awaitMore(LEAST_RECORDS + random.nextInt(MORE_RECORDS));
        assertNothingIsDropped();
        Duration recovery = strike();
        System.out.printf(
            "%s recovered in %.1f s after %d records%n",
            strike, recovery.toMillis() / 1e3, sent + feed.records());
      }
      feed.awaitMore(LEAST_RECORDS);
      sent += feed.stop();
    }
    Verification verification = new Verification(site);
    AuditReport report =
        strike == Strike.REFUSE_ROWS
            ? verification.verifyBesideMarks(sent)
            : verification.verify(sent);
    assertNothingIsDropped();
    report.figures().forEach(System.out::println);
    System.out.printf(
        "%s audit clean, %d asset-tiles sealed%n",
        strike, site.number("select count(*) from tile_evidence where stage = 'final'"));
  }

  /** Strikes, and waits until a checkpoint was made that began after all was whole again. */
  private Duration strike() throws Exception {
    long start = System.nanoTime();
    strike.fault().strike(site, random);
    long whole = System.currentTimeMillis();
    Await.until(
        "the stream makes checkpoints again",
        () ->
            site.rest().newestCheckpointMillis(site.job()) > whole
                && site.rest().allTasksRun(site.job()));
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void assertNothingIsDropped() throws Exception {
    Await.until(
        "the cluster hears of the counters",
        () -> site.rest().counter(site.job(), "penstock_raw_records_landed") > 0);
    assertThat(site.rest().counter(site.job(), DROPPED)).isZero();
  }
}
