package io.penstock.runners.faults;

import io.penstock.testkit.process.Await;
import io.penstock.testkit.process.JvmProcess;
import java.util.Random;

/**
 * A TaskManager stands still until the stream runs elsewhere, and then goes on where it was,
 * unaware and with a transaction open perhaps: a zombie, whose late writes must take nothing away.
 */
final class FreezeTaskManager implements Fault {
  @Override
  public void strike(LiveSite site, Random random) throws Exception {
    JvmProcess frozen = site.someTaskManager(random);
    long since = System.currentTimeMillis();
    frozen.freeze();
    try {
      Await.until(
          "the stream runs without " + frozen.name(),
          () ->
              site.rest().newestCheckpointMillis(site.job()) > since
                  && site.rest().allTasksRun(site.job())
                  && !site.rest().taskManagersOf(site.job()).contains(frozen.name()));
    } finally {
      frozen.thaw();
    }
    site.servers().heal();
  }
}
