package io.penstock.runners.faults;

import io.penstock.testkit.process.Await;
import java.util.Random;

/** An administrator ends every connection of the stream, whatever it is doing, again and again. */
final class TerminateBackends implements Fault {
  private static final int TIMES = 3;

  @Override
  public void strike(LiveSite site, Random random) throws Exception {
    for (int i = 0; i < TIMES; i++) {
      Await.until("the stream has a connection to end", () -> Backends.of(site).end() > 0);
    }
  }
}
