package io.penstock.runners.launcher;

import io.penstock.io.hot.HotConnection;
import io.penstock.pipelines.bounded.ConnectionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a run's stores are: its folder, and its hot tables if they are not in it. */
final class HotOption {
  @Option(
      names = "--out",
      defaultValue = "out",
      description = "Folder for raw archive, archive and embedded PostgreSQL (default: out).")
  private Path out;

  @Option(
      names = "--hot",
      description =
          "Connection file of the hot tables (url, user, passwordFile). Default: a"
              + " PostgreSQL of its own in the output folder.")
  private Optional<Path> hot;

  /** What a command does with the hot tables. */
  interface Work<T> {
    T apply(HotConnection connection, Path file) throws Exception;
  }

  Path out() {
    return out;
  }

  /** Does something with the hot tables, starting the folder's own server if need be. */
  <T> T with(Work<T> work) throws Exception {
    if (hot.isPresent()) {
      return work.apply(ConnectionFile.read(hot.get()), hot.get());
    }
    Files.createDirectories(out);
    try (EmbeddedHot embedded = EmbeddedHot.start(out)) {
      return work.apply(embedded.connection(), embedded.file());
    }
  }

  /** The same, but only where a run has been before. */
  <T> T withExisting(Work<T> work) throws Exception {
    if (hot.isEmpty() && !Files.isDirectory(out.resolve("postgres"))) {
      throw new IOException(
          out + " has no hot tables: run penstock demo or penstock run --out " + out + " first");
    }
    return with(work);
  }
}
