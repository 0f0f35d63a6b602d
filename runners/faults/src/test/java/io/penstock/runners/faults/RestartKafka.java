package io.penstock.runners.faults;

import java.util.Random;

/** The broker is killed, and comes back with its log; the plant sends on meanwhile. */
final class RestartKafka implements Fault {
  @Override
  public void strike(LiveSite site, Random random) throws Exception {
    site.servers().kafka().kill();
    site.servers().kafka().restart();
  }
}
