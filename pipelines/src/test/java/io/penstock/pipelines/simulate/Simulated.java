package io.penstock.pipelines.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads what a simulation wrote. */
final class Simulated {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  Simulated(Path folder) {
    this.folder = folder;
  }

  List<JsonNode> ledger() throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    for (String line : lines(folder.resolve(PlantSimulation.LEDGER))) {
      entries.add(JSON.readTree(line));
    }
    return entries;
  }

  JsonNode expected() throws IOException {
    return JSON.readTree(folder.resolve(PlantSimulation.EXPECTED).toFile());
  }

  /** Files below {@code in/}, relative to the folder, with slashes. */
  List<String> messageFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("in"))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  /** The lines of a message file; Latin-1, so that no byte is lost. */
  List<String> lines(String file) throws IOException {
    return lines(folder.resolve(file));
  }

  private static List<String> lines(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (file.toString().endsWith(".gz")) {
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        bytes = in.readAllBytes();
      }
    }
    return new String(bytes, StandardCharsets.ISO_8859_1).lines().toList();
  }

  /** The SHA-256 of each file. */
  SortedMap<String, String> digests() throws IOException {
    SortedMap<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        digests.put(folder.relativize(file).toString(), sha256(Files.readAllBytes(file)));
      }
    }
    return digests;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
