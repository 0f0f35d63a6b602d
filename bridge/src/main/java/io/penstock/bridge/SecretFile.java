package io.penstock.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with one secret, as Kubernetes mounts them. */
final class SecretFile {
  private SecretFile() {}

  /** The secret without a line end; the empty one where no file is named. */
  static String read(String file) throws IOException {
    return file.isEmpty() ? "" : Files.readString(Path.of(file)).stripTrailing();
  }
}
