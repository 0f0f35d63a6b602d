package io.penstock.runners.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.RecomputeOption;
import io.penstock.pipelines.bounded.RunReport;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Several jobs at once in one process, for engines that can. */
public abstract class ConcurrencyLaws extends EngineLaws {
  private static final long PATIENCE_MINUTES = 5;

  /** For the runners' test classes. */
  protected ConcurrencyLaws() {}

  @Test
  void twoBackfillsOfTheSameRangeAtOnceEqualOne() throws Exception {
    Site site = freshSite();
    run(site, plant());
    StoreLoss.everythingButRaw(site, plan());

    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      Future<RunReport> one = both.submit(() -> run(site, plant(), ConcurrencyLaws::backfill));
      Future<RunReport> other = both.submit(() -> run(site, plant(), ConcurrencyLaws::backfill));
      one.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
      other.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    } finally {
      both.shutdownNow();
    }

    assertThat(site.digests(plan())).isEqualTo(undisturbedDigests());
    assertThat(HotServer.query(site.hot(), "select count(*) from dirty")).containsExactly("0");
  }

  private static void backfill(BoundedOptions options) {
    options.setRecompute(RecomputeOption.ALL);
    options.setSlice("PT1M");
  }
}
