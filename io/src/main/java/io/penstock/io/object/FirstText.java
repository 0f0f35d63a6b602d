package io.penstock.io.object;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.parquet.io.SeekableInputStream;

/** A short text that the first writer decides and all others read. */
public final class FirstText {
  private static final int MAX_BYTES = 4096;

  private FirstText() {}

  /**
   * What is stored under a key; the text given when nothing was, which is stored now.
   *
   * @throws UnreadableObjectException when what is stored is too long to be such a text
   */
  public static String putOrRead(ObjectStore objects, String key, String text) throws IOException {
    Optional<StoredObject> found = objects.find(key);
    if (found.isPresent()) {
      return read(found.get());
    }
    try (Staged staged = objects.stage(key)) {
      Files.writeString(staged.path(), text + "\n");
      return objects.swap(staged, Optional.empty()) ? text : read(objects.open(key));
    }
  }

  private static String read(StoredObject object) throws IOException {
    try (object;
        SeekableInputStream in = object.newStream()) {
      if (object.getLength() > MAX_BYTES) {
        throw new UnreadableObjectException(object.location(), "not a text of Penstock");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
