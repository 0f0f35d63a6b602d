package io.penstock.benchmarks.live;

import io.penstock.io.hot.HotConnection;
import io.penstock.pipelines.stores.ConnectionFile;
import io.penstock.testkit.EmbeddedKafka;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * The broker, which runs in this process, and PostgreSQL. PostgreSQL notes the time of each commit,
 * by which latency is measured; as the demo's it has 256 MB of shared buffers.
 */
final class Servers implements AutoCloseable {
  private final EmbeddedKafka kafka;
  private final EmbeddedPostgres postgres;
  private final Path data;
  private int databases;

  private Servers(EmbeddedKafka kafka, EmbeddedPostgres postgres, Path data) {
    this.kafka = kafka;
    this.postgres = postgres;
    this.data = data;
  }

  /** Starts both in a folder. */
  static Servers start(Path folder) throws IOException {
    Path data = Files.createDirectories(folder.resolve("postgres"));
    EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setServerConfig("shared_buffers", "256MB")
            .setServerConfig("max_wal_size", "2GB")
            .setServerConfig("track_commit_timestamp", "on")
            .start();
    return new Servers(kafka, postgres, data);
  }

  String brokers() {
    return kafka.bootstrapServers();
  }

  /** Makes a topic that keeps everything. */
  void createTopic(String name, int partitions) {
    kafka.createTopic(name, partitions, Map.of("retention.ms", "-1"));
  }

  /** Writes the connection file of a new, empty database. */
  HotConnection freshDatabase(Path connectionFile) throws IOException, SQLException {
    String name = "run" + databases++;
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    HotConnection hot =
        HotConnection.trusted(
            "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name, "postgres");
    ConnectionFile.write(hot, connectionFile);
    return hot;
  }

  /** CPU seconds of PostgreSQL so far: the server, the processes it has reaped, and those alive. */
  double postgresCpuSeconds() throws IOException {
    long server = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
    double ticks = ticks(server, 4);
    String children =
        Files.readString(Path.of("/proc/" + server + "/task/" + server + "/children"));
    for (String child : children.trim().split(" +")) {
      ticks += child.isEmpty() ? 0 : ticks(Long.parseLong(child), 2);
    }
    return ticks / 100;
  }

  /** User and system time of a process, and with 4 fields that of the children it waited for. */
  private static double ticks(long pid, int fields) throws IOException {
    Path stat = Path.of("/proc/" + pid + "/stat");
    if (!Files.exists(stat)) {
      return 0;
    }
    String text = Files.readString(stat);
    String[] words = text.substring(text.lastIndexOf(')') + 2).split(" ");
    double ticks = 0;
    for (int i = 0; i < fields; i++) {
      ticks += Long.parseLong(words[11 + i]);
    }
    return ticks;
  }

  @Override
  public void close() throws IOException {
    postgres.close();
    kafka.close();
  }
}
