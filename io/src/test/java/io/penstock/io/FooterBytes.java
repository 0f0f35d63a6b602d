package io.penstock.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Changes the footer of a Parquet file in place, as a newer writer would have written it. */
public final class FooterBytes {
  private FooterBytes() {}

  /** Replaces a value of one character: the file keeps its length, and stays a Parquet file. */
  public static void set(Path file, String key, char value) throws IOException {
    // Latin-1 takes bytes to characters and back as they are.
    StringBuilder bytes = new StringBuilder(Files.readString(file, StandardCharsets.ISO_8859_1));
    int at = bytes.lastIndexOf(key) + key.length();
    // Thrift's compact protocol: type of the field, length of the text, the text.
    if (bytes.charAt(at) != 0x18 || bytes.charAt(at + 1) != 1) {
      throw new IllegalArgumentException(file + " has no " + key + " of one character");
    }
    bytes.setCharAt(at + 2, value);
    Files.writeString(file, bytes, StandardCharsets.ISO_8859_1);
  }
}
