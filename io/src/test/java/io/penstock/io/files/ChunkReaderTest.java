package io.penstock.io.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.decode.RawMessage;
import io.penstock.core.decode.Reason;
import io.penstock.core.plan.SourcePlan;
import io.penstock.io.object.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkReaderTest {
  private static final SourcePlan LINES = Samples.lines("plant", 1);
  private static final SourcePlan DOCUMENTS = Samples.documents("plant");

  private Path file = Path.of("unset");

  @BeforeEach
  void name(@TempDir Path folder) {
    file = folder.resolve("input");
  }

  private List<FilePart> read(SourcePlan source, byte[] content, FileLimits limits)
      throws IOException {
    return Samples.parts(Samples.write(source, file, content), limits);
  }

  @Test
  void givesEachMessageItsHeaderAndCoordinates() throws IOException {
    byte[] content = Samples.utf8("\uFEFFtime;value\r\n1;10\r\n2;20\r\n3;30");

    List<RawMessage> messages =
        Samples.messages(read(LINES, content, FileLimits.DEFAULT.withCuts(22, 6)));

    assertThat(messages).extracting(RawMessage::position).containsExactly(15L, 21L, 27L);
    assertThat(messages)
        .allSatisfy(
            message -> {
              assertThat(message.source()).isEqualTo("plant");
              assertThat(message.origin()).isEqualTo(Sha256.of(content));
              assertThat(message.key()).isEmpty();
              assertThat(message.header()).isEqualTo(Samples.utf8("\uFEFFtime;value\r\n"));
              assertThat(message.ingestMicros()).isEqualTo(RawMessage.NO_INGEST_TIME);
            });
    assertThat(messages.get(2).payload()).isEqualTo(Samples.utf8("3;30"));
  }

  @Test
  void keepsAHeaderWithoutLines() throws IOException {
    for (String header : List.of("time;value\n", "time;value")) {
      for (byte[] content : List.of(Samples.utf8(header), Samples.gzip(Samples.utf8(header)))) {
        List<FilePart> parts = read(LINES, content, FileLimits.DEFAULT.withCuts(3, 2));

        assertThat(Samples.messages(parts)).hasSize(1);
        assertThat(Samples.joined(Samples.messages(parts))).isEqualTo(Samples.utf8(header));
      }
    }
  }

  @Test
  void reportsAnEmptyFileOnce() throws IOException {
    for (SourcePlan source : List.of(LINES, DOCUMENTS, Samples.lines("plant", 0))) {
      for (byte[] content : List.of(new byte[0], Samples.gzip(new byte[0]))) {
        List<FilePart> parts = read(source, content, FileLimits.DEFAULT);

        assertThat(parts).hasSize(1);
        assertThat(reasons(parts)).containsExactly(Reason.EMPTY);
      }
    }
  }

  @Test
  void readsADocumentAsOneMessage() throws IOException {
    byte[] content = Samples.utf8("[{\"n\":\"a\",\n\"v\":1}]\n");
    for (byte[] stored : List.of(content, Samples.gzip(content))) {
      List<FilePart> parts = read(DOCUMENTS, stored, FileLimits.DEFAULT.withCuts(4, 2));

      assertThat(parts).hasSize(1);
      assertThat(Samples.messages(parts)).hasSize(1);
      assertThat(Samples.joined(Samples.messages(parts))).isEqualTo(content);
    }
  }

  /** INPUTS.md: too_large is quarantined as head and SHA-256. */
  @Test
  void reportsADocumentOverTheLimitWithoutHoldingIt() throws IOException {
    byte[] content = new byte[200_000];
    Arrays.fill(content, (byte) 'x');
    FileLimits limits = FileLimits.DEFAULT.withMaxDocumentBytes(150_000);
    for (byte[] stored : List.of(content, Samples.gzip(content))) {
      List<FilePart> parts = read(DOCUMENTS, stored, limits);

      assertThat(Samples.messages(parts)).isEmpty();
      InputFault fault = Samples.faults(parts).get(0);
      assertThat(fault.reason()).isEqualTo(Reason.TOO_LARGE);
      assertThat(fault.length()).isEqualTo(200_000);
      assertThat(fault.sha256()).isEqualTo(Sha256.of(content));
      assertThat(fault.head()).hasSize(InputFault.HEAD_BYTES);
      assertThat(fault.detail()).contains("150000");
    }
  }

  @Test
  void reportsAHeaderOverTheLimitOnceForAllChunks() throws IOException {
    byte[] content = Samples.utf8("x".repeat(500) + "\n1;2\n");
    FileLimits limits = FileLimits.DEFAULT.withMaxDocumentBytes(100).withCuts(50, 10);
    for (byte[] stored : List.of(content, Samples.gzip(content))) {
      List<FilePart> parts = read(LINES, stored, limits);

      assertThat(Samples.messages(parts)).isEmpty();
      assertThat(reasons(parts)).containsExactly(Reason.TOO_LARGE);
      assertThat(Samples.faults(parts).get(0).sha256()).isEqualTo(Sha256.of(content));
      assertThat(parts.get(parts.size() - 1).to()).isEqualTo(content.length);
    }
  }

  /** Half a line may read as another value, so it is never delivered. */
  @Test
  void deliversTheWholeLinesOfACutOffGzipFileAndReportsTheRest() throws IOException {
    StringBuilder text = new StringBuilder("time;value\n");
    for (int i = 0; i < 400; i++) {
      text.append(i).append(';').append(i * 7919 % 1000).append(".25\n");
    }
    String content = text.toString();
    byte[] packed = Samples.gzip(Samples.utf8(content));
    for (int length = 2; length < packed.length; length++) {
      List<FilePart> parts = read(LINES, Arrays.copyOf(packed, length), FileLimits.DEFAULT);

      String delivered = new String(Samples.joined(Samples.messages(parts)), UTF_8);
      assertThat(content).startsWith(delivered);
      assertThat(delivered.isEmpty() || delivered.endsWith("\n")).isTrue();
      assertThat(reasons(parts)).containsExactly(Reason.BAD_COMPRESSION);
      assertThat(Samples.faults(parts).get(0).head().length).isLessThan(content.length());
    }
  }

  @Test
  void neverThrowsOnADamagedGzipFile() throws IOException {
    String content = "time;value\n" + "1;2.5\n2;3.75\n".repeat(40);
    byte[] packed = Samples.gzip(Samples.utf8(content));
    int reported = 0;
    for (int at = 2; at < packed.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = packed.clone();
        flipped[at] ^= (byte) (1 << bit);
        List<FilePart> parts = read(LINES, flipped, FileLimits.DEFAULT);
        if (Samples.faults(parts).isEmpty()) {
          assertThat(Samples.joined(Samples.messages(parts))).isEqualTo(Samples.utf8(content));
        } else {
          reported++;
        }
      }
    }
    assertThat(reported).isGreaterThan(packed.length);
  }

  @Test
  void readsSeveralGzipMembersAsOneFile() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.writeBytes(Samples.gzip(Samples.utf8("time;value\n1;")));
    packed.writeBytes(Samples.gzip(Samples.utf8("2\n3;4\n")));

    List<FilePart> parts = read(LINES, packed.toByteArray(), FileLimits.DEFAULT);

    assertThat(Samples.joined(Samples.messages(parts)))
        .isEqualTo(Samples.utf8("time;value\n1;2\n3;4\n"));
    assertThat(Samples.faults(parts)).isEmpty();
  }

  /** INPUTS.md: streamed with an absolute and a ratio limit (100 times). */
  @Test
  void stopsAtTheRatioAndAtTheAbsoluteLimit() throws IOException {
    byte[] packed = Samples.gzip(Samples.utf8("time;value\n" + "0;0\n".repeat(500_000)));
    long ratioLimit = 100L * packed.length;
    assertThat(ratioLimit).isLessThan(2_000_000);
    FileLimits byRatio = FileLimits.DEFAULT.withUnpacking(1L << 30, 100, 1000);
    FileLimits absolute = FileLimits.DEFAULT.withUnpacking(5_000, 100, 1000);
    FileLimits harmless = FileLimits.DEFAULT.withUnpacking(1L << 30, 100, 2_000_011);

    List<FilePart> stopped = read(LINES, packed, byRatio);
    assertThat(reasons(stopped)).containsExactly(Reason.COMPRESSION_BOMB);
    assertThat(stopped.get(stopped.size() - 1).to()).isEqualTo(ratioLimit);
    assertThat(Samples.joined(Samples.messages(stopped)).length).isGreaterThan(1_000_000 / 100);
    List<FilePart> short5000 = read(LINES, packed, absolute);
    assertThat(reasons(short5000)).containsExactly(Reason.COMPRESSION_BOMB);
    assertThat(short5000.get(0).to()).isEqualTo(5_000);
    assertThat(Samples.faults(read(LINES, packed, harmless))).isEmpty();
  }

  @Test
  void passesOverABombWithoutLinesInSmallSpace() throws IOException {
    byte[] packed = Samples.gzip(new byte[8 << 20]);
    FileLimits limits = FileLimits.DEFAULT.withMaxDocumentBytes(1 << 16);

    List<FilePart> parts = read(Samples.lines("plant", 0), packed, limits);

    assertThat(reasons(parts)).containsExactly(Reason.TOO_LARGE);
    assertThat(Samples.faults(parts).get(0).length()).isEqualTo(8 << 20);
  }

  @Test
  void cutsAStreamIntoPartsOfLimitedSize() throws IOException {
    byte[] content = Samples.utf8("h\n" + "123456789\n".repeat(100));

    List<FilePart> parts =
        read(LINES, Samples.gzip(content), FileLimits.DEFAULT.withCuts(300, 100));

    assertThat(parts).hasSize(4);
    assertThat(parts).extracting(FilePart::number).containsExactly(0, 1, 2, 3);
    assertThat(parts).extracting(FilePart::from).containsExactly(0L, 302L, 602L, 902L);
    assertThat(Samples.joined(Samples.messages(parts))).isEqualTo(content);
  }

  @Test
  void refusesAFileThatGrewSinceItWasListed() throws IOException {
    SourceFile listed = Samples.write(LINES, file, Samples.utf8("h\n1\n"));
    Files.write(file, Samples.utf8("h\n1\n2\n"));

    assertThatThrownBy(() -> Samples.parts(listed, FileLimits.DEFAULT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("had 4 bytes when it was listed and has 6 now");
  }

  @Test
  void refusesAFileThatWasOverwrittenWithAsManyBytes() throws IOException {
    SourceFile listed = Samples.write(LINES, file, Samples.utf8("h\n1\n"));
    overwrite("h\n2\n");

    assertThatThrownBy(() -> Samples.parts(listed, FileLimits.DEFAULT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("was written to after it was hashed");
  }

  /** What was read before the change is the part that was handed over; nothing after it goes on. */
  @Test
  void handsNothingOverOnceTheFileHasChanged() throws IOException {
    Samples.write(LINES, file, new byte[0]);
    byte[] packed = Samples.gzip(Samples.utf8("h\n1\n2\n3\n4\n"));
    SourceFile listed = Samples.write(LINES, file, packed);
    FileChunk chunk = FileChunk.of(listed, FileLimits.DEFAULT.withCuts(2, 2)).get(0);
    List<FilePart> handedOver = new ArrayList<>();

    assertThatThrownBy(
            () ->
                ChunkReader.read(
                    chunk,
                    part -> {
                      handedOver.add(part);
                      overwrite("x".repeat(packed.length));
                    }))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("run again when it is done");
    assertThat(handedOver).hasSize(1);
  }

  /** In place, with another time of change however coarse the file system's clock is. */
  private void overwrite(String content) throws IOException {
    FileTime before = Files.getLastModifiedTime(file);
    Files.writeString(file, content, StandardOpenOption.WRITE);
    Files.setLastModifiedTime(file, FileTime.from(before.toInstant().plusSeconds(1)));
  }

  /** Chunks travel to workers. */
  @Test
  void serializesChunks() throws IOException, ClassNotFoundException {
    SourceFile listed = Samples.write(LINES, file, Samples.utf8("h\n1\n2\n3\n"));
    FileChunk chunk = FileChunk.of(listed, FileLimits.DEFAULT.withCuts(3, 2)).get(1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(chunk);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(chunk);
    }
  }

  private static List<Reason> reasons(List<FilePart> parts) {
    return Samples.faults(parts).stream().map(InputFault::reason).toList();
  }
}
