package io.penstock.io.files;

import io.penstock.core.decode.Format;
import io.penstock.core.decode.MessageDecoder;
import io.penstock.core.decode.RawMessage;
import io.penstock.core.plan.SourcePlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Small files and what reading them gives. */
public final class Samples {
  /** A format that only says how files are cut. */
  record Cutting(Framing framing, int headerLines) implements Format {
    @Override
    public MessageDecoder newDecoder() {
      throw new UnsupportedOperationException("not decoded here");
    }

    @Override
    public String canonical() {
      return toString();
    }
  }

  private Samples() {}

  /** A source of lines. */
  public static SourcePlan lines(String name, int headerLines, String... paths) {
    return source(name, new Cutting(Format.Framing.LINES, headerLines), paths);
  }

  /** A source of documents. */
  static SourcePlan documents(String name, String... paths) {
    return source(name, new Cutting(Format.Framing.DOCUMENT, 0), paths);
  }

  private static SourcePlan source(String name, Format format, String... paths) {
    return new SourcePlan(name, List.of(paths), format, SourcePlan.UnknownSeries.QUARANTINE);
  }

  /** Writes a file and lists it. */
  public static SourceFile write(SourcePlan source, Path file, byte[] content) throws IOException {
    Files.write(file, content);
    return InputFiles.read(source, file.resolveSibling("."), file);
  }

  /** Reads all parts of a file. */
  public static List<FilePart> parts(SourceFile file, FileLimits limits) throws IOException {
    List<FilePart> parts = new ArrayList<>();
    for (FileChunk chunk : FileChunk.of(file, limits)) {
      ChunkReader.read(chunk, parts::add);
    }
    return parts;
  }

  static List<RawMessage> messages(List<FilePart> parts) {
    return parts.stream().flatMap(part -> part.messages().stream()).toList();
  }

  static List<InputFault> faults(List<FilePart> parts) {
    return parts.stream().flatMap(part -> part.faults().stream()).toList();
  }

  /** Header and payloads in order. */
  static byte[] joined(List<RawMessage> messages) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    if (!messages.isEmpty()) {
      joined.writeBytes(messages.get(0).header());
    }
    messages.forEach(message -> joined.writeBytes(message.payload()));
    return joined.toByteArray();
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    }
    return packed.toByteArray();
  }
}
