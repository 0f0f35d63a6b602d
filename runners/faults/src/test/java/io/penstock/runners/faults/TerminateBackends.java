package io.penstock.runners.faults;

import java.time.Duration;
import java.util.Random;

/** An administrator ends every connection of the stream, whatever it is doing, again and again. */
final class TerminateBackends implements Fault {
  private static final Duration CONNECTED = Duration.ofSeconds(90);
  private static final int TIMES = 3;

  @Override
  public void strike(LiveSite site, Random random) throws Exception {
    for (int i = 0; i < TIMES; i++) {
      Await.until(
          "the stream has a connection to end", CONNECTED, () -> Backends.of(site).end() > 0);
    }
  }
}
