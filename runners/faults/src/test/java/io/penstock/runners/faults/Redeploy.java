package io.penstock.runners.faults;

import java.util.Random;

/** The stream is stopped as its user stops it, and a newly submitted one goes on. */
final class Redeploy implements Fault {
  @Override
  public void strike(LiveSite site, Random random) throws Exception {
    site.restore(site.client().stop());
  }
}
