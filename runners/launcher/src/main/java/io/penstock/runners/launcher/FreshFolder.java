package io.penstock.runners.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Folders that must not hold anything yet. */
final class FreshFolder {
  private FreshFolder() {}

  /** Makes the folder; refuses one that holds anything. */
  static void require(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> content = Files.list(folder)) {
        if (content.findAny().isPresent()) {
          throw new CommandFailed(
              folder + " is not empty: remove it, or name another folder with --out");
        }
      }
    }
    Files.createDirectories(folder);
  }
}
