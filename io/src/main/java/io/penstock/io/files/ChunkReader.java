package io.penstock.io.files;

import io.penstock.core.decode.Format.Framing;
import io.penstock.core.decode.Reason;
import io.penstock.io.files.SourceFile.Packing;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a chunk of a file. A line belongs to the range that its first byte is in, so however a file
 * is cut, its lines come once and in order. Header lines are read by each range for itself. A file
 * with nothing but header lines is one message without payload, so that its header is kept.
 *
 * <p>Faults of the content go into the parts; a file that is gone, unreadable or another one than
 * when it was hashed is an {@link IOException}. That is looked at before the first byte is read and
 * again before each part is handed over, so that nothing goes on under the hash of other bytes.
 */
public final class ChunkReader {
  private static final int LF = '\n';
  private static final int BUFFER_BYTES = 1 << 16;

  private final FileChunk chunk;
  private final SourceFile file;
  private final FileLimits limits;
  private final PartBuilder out;

  private ChunkReader(FileChunk chunk, PartVisitor visitor) {
    this.chunk = chunk;
    this.file = chunk.file();
    this.limits = chunk.limits();
    this.out = new PartBuilder(chunk, visitor);
  }

  /** Reads a chunk from start to end; at least one part comes of it. */
  public static void read(FileChunk chunk, PartVisitor visitor) throws IOException {
    Path path = Path.of(chunk.file().path());
    try (SeekableByteChannel channel = Files.newByteChannel(path)) {
      if (channel.size() != chunk.file().size()) {
        throw new IOException(
            String.format(
                "%s had %d bytes when it was listed and has %d now: list it again",
                chunk.file().path(), chunk.file().size(), channel.size()));
      }
      requireUnchanged(chunk.file(), path);
      PartVisitor unchanged =
          part -> {
            requireUnchanged(chunk.file(), path);
            visitor.part(part);
          };
      new ChunkReader(chunk, unchanged).read(channel);
    }
  }

  private static void requireUnchanged(SourceFile file, Path path) throws IOException {
    FileStamp now = FileStamp.of(path);
    if (!now.equals(file.stamp())) {
      throw new IOException(
          String.format(
              "%s was written to after it was hashed (%s then, %s now): run again when it is done",
              path, file.stamp(), now));
    }
  }

  private void read(SeekableByteChannel channel) throws IOException {
    InputStream content = content(channel);
    if (file.size() == 0) {
      empty();
    } else if (file.framing() == Framing.DOCUMENT) {
      document(content);
    } else {
      HeadReader head = new HeadReader(content, limits.maxDocumentBytes());
      Optional<byte[]> header = head.lines(file.headerLines());
      if (header.isEmpty()) {
        withoutHeader(head);
      } else if (file.packing() == Packing.PLAIN) {
        range(channel, header.get());
      } else {
        stream(content, header.get());
      }
    }
  }

  private InputStream content(SeekableByteChannel channel) {
    InputStream stored = new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES);
    return switch (file.packing()) {
      case PLAIN -> stored;
      case GZIP ->
          new BufferedInputStream(
              new GzipContent(stored, limits.maxUnpackedBytes(file.size())), BUFFER_BYTES);
    };
  }

  private void document(InputStream content) throws IOException {
    HeadReader reader = new HeadReader(content, limits.maxDocumentBytes());
    Optional<byte[]> document = reader.all();
    if (document.isEmpty()) {
      out.finish(reader.report(out, "a document"));
    } else if (document.get().length == 0) {
      empty();
    } else {
      out.message(0, document.get());
      out.finish(document.get().length);
    }
  }

  /** No line can be read without the header: the first chunk reports the file as a whole. */
  private void withoutHeader(HeadReader head) throws IOException {
    long end = chunk.number() == 0 ? head.report(out, "header lines") : 0;
    out.finish(FileChunk.isSplittable(file) ? chunk.to() : end);
  }

  private void stream(InputStream content, byte[] header) throws IOException {
    out.header(header);
    long end = new LineCutter(content, header.length, limits, out).cut();
    if (end == 0 && out.isEmpty()) {
      empty();
      return;
    }
    if (out.isEmpty()) {
      out.message(end, new byte[0]);
    }
    out.finish(end);
  }

  private void range(SeekableByteChannel channel, byte[] header) throws IOException {
    out.header(header);
    long start = lineStart(channel, header.length, chunk.from(), chunk.to());
    if (start < chunk.to()) {
      long end = lineStart(channel, header.length, chunk.to(), file.size());
      channel.position(start);
      InputStream lines = new Limited(Channels.newInputStream(channel), end - start);
      new LineCutter(lines, start, limits, out).cut();
    } else if (chunk.number() == 0 && header.length == file.size()) {
      out.message(header.length, new byte[0]);
    }
    out.finish(chunk.to());
  }

  /** Where the first line starts at or after an offset, or the limit when none starts before it. */
  private static long lineStart(
      SeekableByteChannel channel, long headerEnd, long offset, long limit) throws IOException {
    if (offset <= headerEnd) {
      return Math.min(headerEnd, limit);
    }
    if (offset >= limit) {
      return limit;
    }
    // A line starts where the byte before is LF.
    channel.position(offset - 1);
    InputStream in = new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES);
    for (long at = offset; at < limit; at++) {
      if (in.read() == LF) {
        return at;
      }
    }
    return limit;
  }

  private void empty() throws IOException {
    out.fault(new PassedOver(0), Reason.EMPTY, "the file is empty");
    out.finish(0);
  }
}
