package io.penstock.runners.faults;

import java.nio.file.Path;

/**
 * Everything a stream needs, as processes: the subjects of all faults.
 *
 * @param kafka the broker
 * @param postgres the hot tables' server
 * @param flink the cluster
 * @param logs where the processes write
 */
record Servers(KafkaProcess kafka, PostgresProcess postgres, FlinkCluster flink, Path logs)
    implements AutoCloseable {
  /** Of a topic: two that are fed, and one that is idle for ever. */
  static final int PARTITIONS = 3;

  private static final int TASK_MANAGERS = 2;

  /** Starts all of them. */
  static Servers start(Path folder) throws Exception {
    Path logs = folder.resolve("logs");
    System.out.println("logs of all processes: " + logs);
    KafkaProcess kafka = KafkaProcess.start(folder.resolve("kafka"), logs);
    try {
      PostgresProcess postgres = PostgresProcess.start(folder.resolve("postgres"));
      try {
        FlinkCluster flink = FlinkCluster.start(folder.resolve("flink"), logs, PARTITIONS);
        Servers servers = new Servers(kafka, postgres, flink, logs);
        servers.heal();
        return servers;
      } catch (Exception | Error e) {
        postgres.close();
        throw e;
      }
    } catch (Exception | Error e) {
      kafka.close();
      throw e;
    }
  }

  /** Starts again whatever does not run. */
  void heal() throws Exception {
    kafka.restart();
    postgres.restart();
    flink.restartJobManager();
    flink.ensureTaskManagers(TASK_MANAGERS);
  }

  @Override
  public void close() throws Exception {
    try (postgres;
        kafka) {
      flink.close();
    }
  }
}
