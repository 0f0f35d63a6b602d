package io.penstock.runners.faults;

import java.util.Random;

/** The stream ends in the middle of a tile and its state is lost: it resumes from its stores. */
final class LoseState implements Fault {
  @Override
  public void strike(LiveSite site, Random random) throws Exception {
    site.cancel();
    site.start("resume");
  }
}
