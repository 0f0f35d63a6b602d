package io.penstock.runners.faults;

import io.penstock.testkit.process.Await;
import java.util.Random;

/** PostgreSQL is stopped, or killed, until the stream has failed for lack of it, and comes back. */
final class RestartPostgres implements Fault {
  @Override
  public void strike(LiveSite site, Random random) throws Exception {
    String job = site.job();
    long before = site.rest().lastFaultMillis(job);
    PostgresProcess postgres = site.servers().postgres();
    if (random.nextBoolean()) {
      postgres.kill();
    } else {
      postgres.stop();
    }
    try {
      Await.until(
          "the stream misses the database", () -> site.rest().lastFaultMillis(job) > before);
    } finally {
      postgres.restart();
    }
  }
}
