package io.penstock.runners.faults;

import java.time.Duration;
import java.util.Random;

/**
 * The JobManager is killed, and the next one knows nothing of the stream: it goes on from the
 * newest checkpoint that was retained, as the client says, while tasks of the former may still be
 * at work.
 */
final class KillJobManager implements Fault {
  private static final Duration TOLD = Duration.ofMinutes(3);

  @Override
  public void strike(LiveSite site, Random random) throws Exception {
    site.servers().flink().killJobManager();
    site.servers().flink().restartJobManager();
    site.client().process().await("the cluster does not know the stream any more", TOLD);
    site.servers().heal();
    site.restore(site.checkpoints().newest());
  }
}
