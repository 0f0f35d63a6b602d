package io.penstock.runners.faults;

import java.util.Random;

/** A TaskManager of the stream is killed; the spare takes over, and a new one becomes the spare. */
final class KillTaskManager implements Fault {
  @Override
  public void strike(LiveSite site, Random random) throws Exception {
    site.someTaskManager(random).kill();
    site.servers().heal();
  }
}
