package io.penstock.runners.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.runners.flink.LiveMain;
import io.penstock.testkit.process.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stream as an operator runs it on Kubernetes: the JobManager runs {@code main}, parallelism
 * and checkpoints are the cluster's settings, {@code --from} says the same at every start, and what
 * to restore is a setting that the operator adds.
 */
@Tag("faults-ci")
class ApplicationModeTest {
  private static final int LEAST_RECORDS = 400;

  @Test
  void aStreamThatTheJobManagerRunsGoesOnFromACheckpointAndResumesWithoutOne(@TempDir Path folder)
      throws Exception {
    long seed = System.nanoTime();
    System.out.println("application mode seed " + seed);
    Path logs = folder.resolve("logs");
    FlinkCluster flink = FlinkCluster.prepare(folder.resolve("flink"), logs, Servers.PARTITIONS);
    try (KafkaProcess kafka = KafkaProcess.start(folder.resolve("kafka"), logs);
        PostgresProcess postgres = PostgresProcess.start(folder.resolve("postgres"));
        flink) {
      LiveSite site =
          LiveSite.create(new Servers(kafka, postgres, flink, logs), folder, "application");
      Path checkpoints = Files.createDirectories(folder.resolve("checkpoints"));
      try (MessyFeed feed =
          MessyFeed.start(kafka.bootstrapServers(), site.topic(), site.ledger(), seed)) {
        start(site, checkpoints, Map.of());
        String first = awaitCheckpoint(site, feed);
        flink.killAll();

        String newest = new Checkpoints(checkpoints.resolve(first)).newest();
        start(site, checkpoints, Map.of("execution.savepoint.path", newest));
        awaitCheckpoint(site, feed);
        flink.killAll();

        start(site, checkpoints, Map.of());
        awaitCheckpoint(site, feed);
        assertThat(flink.jobManager().line("the stream was started before, it resumes"))
            .isPresent();
        feed.awaitMore(LEAST_RECORDS);
        long sent = feed.stop();
        new Verification(site).verify(sent).figures().forEach(System.out::println);
      }
    }
  }

  private static void start(LiveSite site, Path checkpoints, Map<String, String> restored)
      throws Exception {
    Map<String, String> settings = new TreeMap<>(restored);
    settings.put("parallelism.default", Integer.toString(Servers.PARTITIONS));
    settings.put("state.checkpoints.dir", checkpoints.toUri().toString());
    settings.put("execution.checkpointing.interval", "2s");
    settings.put(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    settings.put("execution.attached", "true");
    site.servers()
        .flink()
        .startApplication(
            settings,
            List.of(
                LiveMain.class.getName(),
                "--plan=" + site.planFile(),
                "--out=" + site.out(),
                "--hot=" + site.hotFile(),
                "--checkpointingInterval=2000",
                "--from=earliest"));
    site.servers().flink().ensureTaskManagers(1);
  }

  /** Waits until some more records were sent, and a checkpoint has been made since; the job. */
  private static String awaitCheckpoint(LiveSite site, MessyFeed feed) throws Exception {
    FlinkRest rest = site.servers().flink().rest();
    feed.awaitMore(LEAST_RECORDS);
    long now = System.currentTimeMillis();
    Await.until(
        "the stream makes checkpoints",
        () -> {
          site.servers().flink().jobManager().requireAlive();
          List<String> jobs = rest.jobs();
          return jobs.size() == 1
              && rest.state(jobs.get(0)).equals("RUNNING")
              && rest.newestCheckpointMillis(jobs.get(0)) > now;
        });
    return rest.jobs().get(0);
  }
}
