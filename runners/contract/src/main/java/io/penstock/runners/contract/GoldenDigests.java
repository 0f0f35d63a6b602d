package io.penstock.runners.contract;

import io.penstock.core.tile.TableDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The committed digests of a plant's datasets, one {@code dataset rows sum} per line. They tie the
 * engines together without running them in one JVM, and this release to the ones before it.
 *
 * <p>They change only when results are meant to change: run one engine's suite with {@code
 * -Dpenstock.golden=write}, and say why in the commit.
 */
final class GoldenDigests {
  private static final boolean WRITE = "write".equals(System.getProperty("penstock.golden"));

  private GoldenDigests() {}

  /** The committed text; when asked to write, the actual text, which is committed then. */
  static String expected(String name, Map<String, TableDigest> actual) throws IOException {
    Path file = Plant.TESTDATA.resolve(name);
    if (WRITE) {
      Files.writeString(file, text(actual));
    }
    return Files.readString(file);
  }

  /** Digests in the form of the file. */
  static String text(Map<String, TableDigest> digests) {
    return digests.entrySet().stream()
        .map(
            digest ->
                "%s %d %s%n"
                    .formatted(digest.getKey(), digest.getValue().rows(), digest.getValue().hex()))
        .collect(Collectors.joining());
  }
}
