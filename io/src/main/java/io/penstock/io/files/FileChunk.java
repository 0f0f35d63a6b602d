package io.penstock.io.files;

import io.penstock.core.decode.Format.Framing;
import io.penstock.io.files.SourceFile.Packing;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of work: the lines of a file that start in a range of bytes, or a whole file that can
 * only be read from its start (compressed, or one document). A pure function of the file and the
 * limits, small, and readable by any worker that sees the file.
 *
 * @param file the file
 * @param number position among the file's chunks, from 0
 * @param total number of chunks of the file
 * @param from first byte of the range, in the file as stored
 * @param to end of the range, exclusive
 * @param limits how its content is cut further
 */
public record FileChunk(
    SourceFile file, int number, int total, long from, long to, FileLimits limits)
    implements Serializable {

  /** The chunks of a file, in order; one at least. */
  public static List<FileChunk> of(SourceFile file, FileLimits limits) {
    if (!isSplittable(file)) {
      return List.of(new FileChunk(file, 0, 1, 0, file.size(), limits));
    }
    long length = limits.chunkBytes();
    int total = (int) Math.max(1, (file.size() + length - 1) / length);
    List<FileChunk> chunks = new ArrayList<>(total);
    for (int i = 0; i < total; i++) {
      long from = i * length;
      chunks.add(new FileChunk(file, i, total, from, Math.min(from + length, file.size()), limits));
    }
    return chunks;
  }

  /** Whether a file can be read from its middle. */
  static boolean isSplittable(SourceFile file) {
    return file.packing() == Packing.PLAIN && file.framing() == Framing.LINES;
  }

  /** Whether it is the file's last chunk. */
  boolean isLast() {
    return number == total - 1;
  }
}
