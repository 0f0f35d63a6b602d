package io.penstock.runners.launcher;

import io.penstock.io.hot.HotConnection;
import io.penstock.pipelines.stores.ConnectionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a run's stores are: its folder, and its hot tables if they are not in it. */
final class HotOption {
  @Mixin private OutOption out;

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

  /** Raw archive, archive and the local folder. */
  Output output() {
    return out.output("out");
  }

  /** Does something with the hot tables, starting the folder's own server if need be. */
  <T> T with(Work<T> task) throws Exception {
    Files.createDirectories(output().work());
    if (hot.isPresent()) {
      return task.apply(ConnectionFile.read(hot.get()), hot.get());
    }
    try (EmbeddedHot embedded = EmbeddedHot.start(output().work())) {
      return task.apply(embedded.connection(), embedded.file());
    }
  }

  /** The same, but only where a run has been before. */
  <T> T withExisting(Work<T> task) throws Exception {
    Path work = output().work();
    if (hot.isEmpty() && !Files.isDirectory(work.resolve("postgres"))) {
      throw new IOException(
          work + " has no hot tables: run penstock demo or penstock run --out " + work + " first");
    }
    return with(task);
  }
}
