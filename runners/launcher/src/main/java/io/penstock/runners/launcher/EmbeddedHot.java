package io.penstock.runners.launcher;

import io.penstock.io.hot.HotConnection;
import io.penstock.pipelines.stores.ConnectionFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The hot tables of an output folder: a real PostgreSQL of its own, whose data stays in the folder
 * when it stops.
 */
final class EmbeddedHot implements AutoCloseable {
  private static final String CONNECTION_FILE = "hot.properties";

  private final EmbeddedPostgres server;
  private final HotConnection connection;
  private final Path file;

  private EmbeddedHot(EmbeddedPostgres server, HotConnection connection, Path file) {
    this.server = server;
    this.connection = connection;
    this.file = file;
  }

  /** Starts the server of an output folder, making its data folder at the first start. */
  static EmbeddedHot start(Path out) throws IOException {
    Path data = out.resolve("postgres");
    Files.createDirectories(data);
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setServerConfig("shared_buffers", "256MB")
            .setServerConfig("max_wal_size", "2GB")
            .start();
    HotConnection connection =
        HotConnection.trusted(
            "jdbc:postgresql://localhost:" + server.getPort() + "/postgres", "postgres");
    Path file = out.resolve(CONNECTION_FILE);
    ConnectionFile.write(connection, file);
    return new EmbeddedHot(server, connection, file);
  }

  HotConnection connection() {
    return connection;
  }

  /** The connection file that engines are given. */
  Path file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
