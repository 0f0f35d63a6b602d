package io.penstock.runners.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A jar with everything in it, which the build has left in its module. */
final class BuiltJar {
  private BuiltJar() {}

  /**
   * Finds it.
   *
   * @param module the module's folder below Penstock's own
   * @param pattern what its name is like
   * @throws CommandFailed when it was not built
   */
  static Path find(Path module, String pattern) throws IOException {
    Path folder =
        Path.of(System.getProperty("penstock.home", ".")).resolve(module).resolve("target");
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, pattern)) {
        for (Path jar : jars) {
          return jar;
        }
      }
    }
    throw new CommandFailed(module + " is not built: no " + pattern + " in " + folder);
  }
}
