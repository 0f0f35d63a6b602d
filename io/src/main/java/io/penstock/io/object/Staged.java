package io.penstock.io.object;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A local file on its way to become an object. Closing it deletes the file unless it has been put.
 *
 * @param key the object's key
 * @param path the file; it does not exist before somebody writes it
 */
public record Staged(String key, Path path) implements AutoCloseable {
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
