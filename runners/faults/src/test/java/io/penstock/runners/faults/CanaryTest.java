package io.penstock.runners.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.testkit.canary.Canary;
import io.penstock.testkit.canary.CanarySearch;
import io.penstock.testkit.process.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stream with secrets that can be told from everything else, on servers that ask for them; and
 * a fault that is about one of them: the password is changed, so that Flink keeps stacks of
 * refusals, and comes to the stream a while later.
 */
@Tag("faults-ci")
class CanaryTest {
  private static final String REFUSED = "password authentication failed";

  @Test
  void noSecretOfTheStreamIsSeenInWhatItShowsLogsOrStores(@TempDir Path folder) throws Exception {
    CanarySecrets secrets = CanarySecrets.hatch();
    CanarySearch<CanaryPlace> search = CanarySearch.of(CanaryPlace.class, secrets.all());
    long begun = System.nanoTime();
    try (CanarySite site = CanarySite.create(secrets, folder)) {
      say(begun, "servers are there");
      CanaryRounds rounds = new CanaryRounds(site, search);
      try (CanaryFeed feed = site.feed()) {
        site.start();
        awaitEverything(site);
        say(begun, "every store has something");
        failAndRecover(site, secrets, rounds);
        say(begun, "it has failed and recovered");
      }
      FlinkRest rest = site.flink().rest();
      Await.until(
          "there is a savepoint", rest.savepoint(rest.jobs().get(0), site.savepointAddress()));
      rounds.whileItRuns();
      rounds.pipeline();
      site.flink().killAll();
      rounds.whatIsWritten();
      say(begun, "everything is looked at");
    }

    System.out.println("bytes looked at: " + search.bytes());
    for (Canary secret : secrets.secret()) {
      assertThat(search.sightings(secret)).as(secret.name()).isEmpty();
    }
    assertThat(search.bytes()).allSatisfy((place, bytes) -> assertThat(bytes).isPositive());
    assertThat(search.placesWithout(secrets.decoy())).as("the decoy is everywhere").isEmpty();
  }

  private static void say(long begun, String what) {
    System.out.println(what + " after " + (System.nanoTime() - begun) / 1_000_000_000 + " s");
  }

  /** The stack of a refusal is what names most of a connection. */
  private static void failAndRecover(CanarySite site, CanarySecrets secrets, CanaryRounds rounds)
      throws Exception {
    FlinkRest rest = site.flink().rest();
    String job = rest.jobs().get(0);
    site.role().change(secrets.newHotPassword().secret());
    Await.until(
        "the database refuses the old password",
        () -> rest.page("/jobs/" + job + "/exceptions").contains(REFUSED));
    rounds.whileItRuns();
    long failed = System.currentTimeMillis();
    site.role().tell(secrets.newHotPassword().secret());
    Await.until(
        "the stream goes on with the new password",
        () -> rest.newestCheckpointMillis(job) > failed);
  }

  /** Waits until every store has something. */
  private static void awaitEverything(CanarySite site) throws Exception {
    Await.until(
        "the stream has stored, quarantined and sealed",
        () -> {
          site.flink().jobManager().requireAlive();
          return holdsParquet(site.archive())
              && holdsParquet(site.rawArchive())
              && site.has("measurements")
              && site.has("quarantine")
              && site.has("features");
        });
  }

  private static boolean holdsParquet(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".parquet"));
    }
  }
}
