package io.penstock.runners.faults;

import java.util.Random;

/**
 * The JobManager is killed, and the next one knows nothing of the stream: it goes on from the
 * newest checkpoint that was retained, as the client says, while tasks of the former may still be
 * at work.
 */
final class KillJobManager implements Fault {
  @Override
  public void strike(LiveSite site, Random random) throws Exception {
    site.servers().flink().killJobManager();
    site.servers().flink().restartJobManager();
    site.client().process().await("the cluster does not know the stream any more");
    site.client().process().awaitEnd();
    site.servers().heal();
    site.restore(site.checkpoints().newest());
  }
}
