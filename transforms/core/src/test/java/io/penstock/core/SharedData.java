package io.penstock.core;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Real plant data beside the repository, in the folder that the system property {@code
 * penstock.shared} names. It is not part of the project: tests that use it skip when it is absent.
 */
public final class SharedData {
  private SharedData() {}

  /** A file or folder of the shared data; skips the test when it is absent. */
  public static Path path(String relative) {
    Path path = Path.of(System.getProperty("penstock.shared", "../shared")).resolve("data");
    assumeTrue(
        Files.isDirectory(path), () -> "skipped: no shared data at " + path.toAbsolutePath());
    return path.resolve(relative);
  }

  /** Opens a file of the shared data, unpacked if its name ends in {@code .gz}. */
  public static InputStream open(String relative) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path(relative)));
    return relative.endsWith(".gz") ? new GZIPInputStream(in) : in;
  }
}
