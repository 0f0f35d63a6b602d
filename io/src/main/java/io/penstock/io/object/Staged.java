package io.penstock.io.object;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A local file on its way to become an object. Closing it deletes the file unless it has been put.
 *
 * @param key the object's key
 * @param path the file; it does not exist before somebody writes it
 * @param labels what a store that has metadata keeps beside the object: plain ASCII, short
 */
public record Staged(String key, Path path, Map<String, String> labels) implements AutoCloseable {
  /** Copies the labels. */
  public Staged {
    labels = Map.copyOf(labels);
  }

  /** A file without labels. */
  public Staged(String key, Path path) {
    this(key, path, Map.of());
  }

  /** The same file with labels. */
  public Staged labelled(Map<String, String> newLabels) {
    return new Staged(key, path, newLabels);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
