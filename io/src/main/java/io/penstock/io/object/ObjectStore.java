package io.penstock.io.object;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Objects by key. An object is put as a whole or not at all, and only if what is stored is what the
 * writer last saw, so that several writers of one key can agree without talking to each other.
 *
 * <p>Keys are relative, with {@code /} between segments. Implementations are safe for use by many
 * threads and processes.
 */
public interface ObjectStore {
  /** Opens what is stored under a key; empty when nothing is. */
  Optional<StoredObject> find(String key) throws IOException;

  /**
   * Opens an object that must be there.
   *
   * @throws NoSuchFileException when it is not
   */
  default StoredObject open(String key) throws IOException {
    return find(key).orElseThrow(() -> new NoSuchFileException(location(key)));
  }

  /** A fresh local file to write the next version of an object into. */
  Staged stage(String key) throws IOException;

  /**
   * Makes a staged file the object, atomically and durably, if what is stored is what is expected.
   *
   * @param expected the tag of the version to replace, empty when there must be none
   * @return whether it was put; false when something else is stored, and then nothing has changed
   */
  boolean swap(Staged staged, Optional<String> expected) throws IOException;

  /** The keys that start with a prefix of whole segments, sorted; empty when there are none. */
  List<String> list(String prefix) throws IOException;

  /** Where an object is, for messages to people. */
  String location(String key);

  /**
   * Deletes what killed writers have left and nobody has written to since a time.
   *
   * @return how many were deleted
   */
  int sweep(Instant notSince) throws IOException;

  /**
   * Tries at the start of a run whether the store does what {@link #swap} promises.
   *
   * @throws WriteRefusedException when it does not
   */
  default void check() throws IOException {}
}
