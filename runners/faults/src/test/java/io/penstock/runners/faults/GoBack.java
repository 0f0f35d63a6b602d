package io.penstock.runners.faults;

import java.util.Random;

/** The stream ends, and goes on from an older checkpoint than its last. */
final class GoBack implements Fault {
  @Override
  public void strike(LiveSite site, Random random) throws Exception {
    // One from before its partitions were assigned is no checkpoint of a stream.
    site.awaitCheckpoints(FlinkCluster.RETAINED_CHECKPOINTS);
    site.cancel();
    site.restore(site.checkpoints().oldest());
  }
}
