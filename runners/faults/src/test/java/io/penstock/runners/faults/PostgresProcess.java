package io.penstock.runners.faults;

import io.penstock.io.hot.HotConnection;
import io.penstock.io.hot.HotSchema;
import io.penstock.testkit.FreePort;
import io.penstock.testkit.process.Signal;
import io.penstock.testkit.tls.Authority;
import io.penstock.testkit.tls.KeyStoreFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A PostgreSQL that comes back on the same port with the same data. */
final class PostgresProcess implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(2);
  private static final String USER = "postgres";

  private final Path data;
  private final Map<String, String> tls;
  private final int port;
  private EmbeddedPostgres server;

  private PostgresProcess(Path data, Map<String, String> tls) throws IOException {
    this.data = data;
    this.tls = tls;
    this.port = FreePort.next();
    this.server = launch();
  }

  static PostgresProcess start(Path data) throws IOException {
    return new PostgresProcess(Files.createDirectories(data), Map.of());
  }

  /** Starts one that shows a certificate to whoever asks for TLS. */
  static PostgresProcess start(Path data, Authority authority) throws Exception {
    KeyStoreFile keys = authority.sign("hot", data.resolveSibling("hot.p12"), "of-the-server");
    Map<String, String> tls =
        Map.of(
            "ssl", "on",
            "ssl_cert_file", path(keys.writeCertificates("hot", data.resolveSibling("hot.crt"))),
            "ssl_key_file", path(keys.writeKey("hot", data.resolveSibling("hot.key"))));
    return new PostgresProcess(Files.createDirectories(data), tls);
  }

  private static String path(Path file) {
    return file.toAbsolutePath().toString();
  }

  /** A migrated database of its own. */
  HotConnection fresh(String name) throws IOException, SQLException {
    try (Connection connection = connect(USER);
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    HotConnection hot = HotConnection.trusted(url(name), USER);
    HotSchema.migrate(hot);
    return hot;
  }

  /** A connection that is no stream's. */
  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), USER, "");
  }

  /** Stops it in good order, open transactions being rolled back. */
  void stop() throws IOException {
    server.close();
  }

  /** Ends the postmaster by SIGKILL, and returns when its children have noticed and ended too. */
  void kill() throws IOException, InterruptedException {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> children = postmaster.children().toList();
    Signal.send("KILL", pid);
    postmaster.onExit().join();
    // They hold the shared memory, without which the next postmaster does not start.
    children.forEach(child -> child.onExit().join());
    server.close();
  }

  /** Starts it again after {@link #stop} or {@link #kill}; does nothing while it runs. */
  void restart() throws IOException {
    if (!isUp()) {
      server.close();
      server = launch();
    }
  }

  boolean isUp() {
    try (Connection connection = connect(USER)) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  private String url(String database) {
    return "jdbc:postgresql://localhost:" + port + "/" + database;
  }

  private EmbeddedPostgres launch() throws IOException {
    EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
    tls.forEach(builder::setServerConfig);
    return builder
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPort(port)
        .setPGStartupWait(LONGEST_START)
        .setServerConfig("max_connections", "60")
        .setServerConfig("deadlock_timeout", "500ms")
        .start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
