package io.penstock.testkit.canary;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/**
 * Compressed parts, found by the bytes that they begin with: anywhere, so that the pages of a
 * Parquet file and the batches of a log are seen. Snappy and LZ4 need no help: they write a word
 * that they meet for the first time as it is.
 */
enum Compressed {
  /** RFC 1952. */
  GZIP("\u001f\u008b\b") {
    @Override
    InputStream open(InputStream in) throws IOException {
      return new GZIPInputStream(in);
    }
  },
  /** One entry of a zip or jar file. */
  ZIP("PK\u0003\u0004") {
    @Override
    InputStream open(InputStream in) throws IOException {
      ZipInputStream zip = new ZipInputStream(in);
      if (zip.getNextEntry() == null) {
        throw new IOException("no entry");
      }
      return zip;
    }
  },
  /** RFC 8878. */
  ZSTD("(\u00b5/\u00fd") {
    @Override
    InputStream open(InputStream in) throws IOException {
      return new ZstdInputStream(in);
    }
  };

  /** Of a part: more is a bomb, or no part at all. */
  private static final int MOST_BYTES = 64 << 20;

  private static final int BUFFER = 1 << 14;

  /** What it begins with, byte for character. */
  private final String magic;

  Compressed(String magic) {
    this.magic = magic;
  }

  abstract InputStream open(InputStream in) throws IOException;

  /** The content of every compressed part of something, as far as it can be read. */
  static List<byte[]> partsOf(byte[] content) {
    List<byte[]> parts = new ArrayList<>();
    String latin = Spelling.latin(content);
    for (Compressed kind : values()) {
      String magic = kind.magic;
      for (int at = latin.indexOf(magic); at >= 0; at = latin.indexOf(magic, at + 1)) {
        byte[] part = kind.read(content, at);
        if (part.length > 0) {
          parts.add(part);
        }
      }
    }
    return parts;
  }

  private byte[] read(byte[] content, int from) {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try (InputStream in = open(new ByteArrayInputStream(content, from, content.length - from))) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0 && read.size() < MOST_BYTES; n = in.read(buffer)) {
        read.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // The part has ended and something else follows, or it was none: what was read counts.
    }
    return read.toByteArray();
  }
}
