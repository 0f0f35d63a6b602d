package io.penstock.runners.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What goes into a container image: a folder with a Dockerfile and everything that it copies, and
 * nothing else. The same files give the same folder, byte for byte and with the same times.
 */
enum ImageContext {
  FLINK("runners/flink/target", "penstock-runner-flink-*-all.jar", "penstock-flink.jar"),
  SPARK("runners/spark/submit/target", "penstock-spark-submit-*-all.jar", "penstock-spark.jar"),
  BRIDGE("runners/launcher/target", "penstock-launcher-*-all.jar", "penstock.jar");

  /** The list of what is in the folder, with the SHA-256 of each file. */
  static final String CONTENTS = "CONTENTS";

  private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  private final String built;
  private final String pattern;
  private final String jar;

  ImageContext(String built, String pattern, String jar) {
    this.built = built;
    this.pattern = pattern;
    this.jar = jar;
  }

  /** The image's name, and that of its folder. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Lays the folder out.
   *
   * @param home the repository, built
   * @param folder where to: absent, empty, or as an earlier call left it, and then replaced
   * @return the files by name, each with its SHA-256
   * @throws CommandFailed when something is not built, or the folder holds anything else
   */
  Map<String, String> layOut(Path home, Path folder) throws IOException {
    Map<String, Path> sources = new TreeMap<>();
    sources.put("Dockerfile", home.resolve("k8s/images").resolve(label()).resolve("Dockerfile"));
    sources.put("LICENSE", home.resolve("LICENSE"));
    sources.put(jar, one(home.resolve(built), pattern, "./penstock build"));
    sources.put("bom.json", one(home.resolve(built), "bom.json", "./penstock build"));
    LaidOutFolder.clear(folder);
    FreshFolder.require(folder);
    Map<String, String> contents = new TreeMap<>();
    StringBuilder list = new StringBuilder();
    for (Map.Entry<String, Path> source : sources.entrySet()) {
      String digest = copy(source.getValue(), folder.resolve(source.getKey()));
      contents.put(source.getKey(), digest);
      list.append(digest).append("  ").append(source.getKey()).append('\n');
    }
    Path file = folder.resolve(CONTENTS);
    Files.writeString(file, list);
    Files.setLastModifiedTime(file, TIME);
    return contents;
  }

  private static Path one(Path folder, String pattern, String command) throws IOException {
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
        for (Path file : found) {
          return file;
        }
      }
    }
    throw new CommandFailed("no " + pattern + " in " + folder + ": run " + command + " first");
  }

  private static String copy(Path from, Path to) throws IOException {
    MessageDigest digest = sha256();
    try (DigestInputStream in = new DigestInputStream(Files.newInputStream(from), digest)) {
      Files.copy(in, to);
    }
    Files.setLastModifiedTime(to, TIME);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
