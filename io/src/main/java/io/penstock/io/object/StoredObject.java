package io.penstock.io.object;

import java.io.IOException;
import org.apache.parquet.io.InputFile;

/**
 * One version of an object, open for reading. Its length, bytes and tag are of that version, also
 * when the object has been replaced since; its streams are read before it is closed.
 */
public interface StoredObject extends InputFile, AutoCloseable {
  /** Its entity tag, equal for equal bytes; a local one reads the object to tell. */
  String etag() throws IOException;

  /** Where it is, for messages to people. */
  String location();

  @Override
  void close() throws IOException;
}
