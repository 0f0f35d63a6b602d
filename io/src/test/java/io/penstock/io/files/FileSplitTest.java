package io.penstock.io.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.RawMessage;
import io.penstock.core.decode.Reason;
import io.penstock.io.files.FilePart.End;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** DESIGN 2.1: how a file is cut is a performance knob that cannot change a result. */
class FileSplitTest {
  private enum Packed {
    PLAIN,
    GZIP
  }

  @Provide
  Arbitrary<String> content() {
    return Arbitraries.strings().withChars("ab,1\r\n\n\0\uFEFFé").ofMaxLength(300);
  }

  @Property(tries = 400)
  void headerAndPayloadsAreTheFile(
      @ForAll("content") String content,
      @ForAll @IntRange(max = 3) int headerLines,
      @ForAll @IntRange(min = 1, max = 90) int chunkBytes,
      @ForAll @IntRange(min = 1, max = 50) int messageBytes,
      @ForAll Packed packed)
      throws IOException {
    byte[] bytes = Samples.utf8(content);

    List<FilePart> parts =
        read(bytes, headerLines, packed, FileLimits.DEFAULT.withCuts(chunkBytes, messageBytes));

    List<RawMessage> messages = Samples.messages(parts);
    assertThat(Samples.joined(messages)).isEqualTo(bytes);
    assertThat(Samples.faults(parts))
        .extracting(InputFault::reason)
        .containsExactlyElementsOf(bytes.length == 0 ? List.of(Reason.EMPTY) : List.of());
    assertWholeLines(messages, bytes.length, headerLines);
    assertPartsJoin(parts, bytes.length);
  }

  /** Every line has one fate: in a message, or a fault when it is over the limit. */
  @Property(tries = 400)
  void linesOverTheLimitAreFaultsAndTheirNeighboursGoOn(
      @ForAll("content") String content,
      @ForAll @IntRange(min = 1, max = 90) int chunkBytes,
      @ForAll @IntRange(min = 1, max = 12) int maxLine,
      @ForAll @IntRange(min = 1, max = 12) int messageBytes,
      @ForAll Packed packed)
      throws IOException {
    byte[] bytes = Samples.utf8(content);
    FileLimits limits =
        FileLimits.DEFAULT
            .withMaxDocumentBytes(maxLine)
            .withCuts(chunkBytes, Math.min(messageBytes, maxLine));

    List<FilePart> parts = read(bytes, 0, packed, limits);

    List<String> expected = new ArrayList<>();
    long at = 0;
    for (String line : content.split("(?<=\n)", -1)) {
      int length = Samples.utf8(line).length;
      if (length > 0) {
        boolean tooLong = length - (line.endsWith("\n") ? 1 : 0) > maxLine;
        expected.add(at + (tooLong ? " too_large " + length : " " + line));
      }
      at += length;
    }
    assertThat(bytes.length == 0 ? List.of() : fates(parts)).isEqualTo(expected);
    assertPartsJoin(parts, bytes.length);
  }

  private static List<String> fates(List<FilePart> parts) {
    record Fate(long position, String text) {}
    List<Fate> fates = new ArrayList<>();
    for (RawMessage message : Samples.messages(parts)) {
      long at = message.position();
      String payload = new String(message.payload(), StandardCharsets.UTF_8);
      for (String line : payload.split("(?<=\n)")) {
        fates.add(new Fate(at, at + " " + line));
        at += Samples.utf8(line).length;
      }
    }
    for (InputFault fault : Samples.faults(parts)) {
      String text = fault.position() + " " + fault.reason().code() + " " + fault.length();
      fates.add(new Fate(fault.position(), text));
    }
    fates.sort(Comparator.comparingLong(Fate::position));
    return fates.stream().map(Fate::text).toList();
  }

  private static void assertWholeLines(List<RawMessage> messages, long size, int headerLines) {
    long at = -1;
    for (RawMessage message : messages) {
      byte[] payload = message.payload();
      assertThat(message.position()).isEqualTo(at < 0 ? message.header().length : at);
      assertThat(message.header()).isEqualTo(messages.get(0).header());
      at = message.position() + payload.length;
      assertThat(at == size || payload[payload.length - 1] == '\n').isTrue();
      assertThat(payload.length > 0 || message.header().length == size).isTrue();
    }
    long lines = messages.isEmpty() ? 0 : lineEnds(messages.get(0).header());
    assertThat(lines).isLessThanOrEqualTo(headerLines);
  }

  private static long lineEnds(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).chars().filter(c -> c == '\n').count();
  }

  private static void assertPartsJoin(List<FilePart> parts, long size) {
    long at = 0;
    for (int i = 0; i < parts.size(); i++) {
      assertThat(parts.get(i).number()).isEqualTo(i);
      assertThat(parts.get(i).from()).isEqualTo(at);
      assertThat(parts.get(i).end() == End.LAST).isEqualTo(i == parts.size() - 1);
      at = parts.get(i).to();
    }
    assertThat(at).isEqualTo(size);
  }

  private static List<FilePart> read(
      byte[] content, int headerLines, Packed packed, FileLimits limits) throws IOException {
    Path file = Files.createTempFile("split", ".txt");
    try {
      byte[] stored = packed == Packed.GZIP ? Samples.gzip(content) : content;
      return Samples.parts(
          Samples.write(Samples.lines("plant", headerLines), file, stored), limits);
    } finally {
      Files.delete(file);
    }
  }
}
