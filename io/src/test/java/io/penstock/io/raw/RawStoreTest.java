package io.penstock.io.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.decode.RawMessage;
import io.penstock.io.FooterBytes;
import io.penstock.io.files.FileLimits;
import io.penstock.io.files.FilePart;
import io.penstock.io.files.FilePart.End;
import io.penstock.io.files.Samples;
import io.penstock.io.files.SourceFile;
import io.penstock.io.object.UnreadableObjectException;
import io.penstock.io.object.WriteRefusedException;
import io.penstock.io.raw.RawIndex.LandedFile;
import io.penstock.io.raw.RawStore.Landing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawStoreTest {
  private static final FileLimits LIMITS = FileLimits.DEFAULT.withCuts(1000, 100);
  private static final long HOUR = 3_600_000_000L;
  private static final EventSpans NOON = EventSpans.ofPeriods(HOUR, 12 * HOUR);

  private Path folder = Path.of("unset");
  private Path archive = Path.of("unset");

  @BeforeEach
  void open(@TempDir Path fresh) {
    folder = fresh;
    archive = fresh.resolve("archive");
  }

  private SourceFile file(String source, String content) throws IOException {
    return Samples.write(
        Samples.lines(source, 1), folder.resolve("input.csv"), Samples.utf8(content));
  }

  private List<FilePart> parts(String source) throws IOException {
    String content = "time;value\n" + "1709294400;12.5\n".repeat(200);
    return Samples.parts(file(source, content), LIMITS);
  }

  @Test
  void givesTheMessagesBackAsTheyWere() throws IOException {
    RawStore store = RawStore.local(archive);
    for (FilePart part : parts("plant")) {
      assertThat(store.land(part, 1, NOON)).isEqualTo(Landing.WRITTEN);
      RawKey key = new RawKey("plant", part.file().sha256(), part.number());

      assertSame(store.read(key), part.messages());
    }
    LandedFile landed = store.index().files().get(0);
    assertThat(landed.isComplete()).isTrue();
    assertThat(landed.chunks()).isEqualTo(4);
    assertThat(landed.path()).isEqualTo("input.csv");
  }

  @Test
  void keepsKeysIngestTimesAndBytesOfAnyKind() throws IOException {
    SourceFile file = file("plant", "x");
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    List<RawMessage> messages =
        List.of(
            new RawMessage("plant", file.sha256(), 0, "a/b\0\uD83D\uDE80", bytes, bytes, 1),
            new RawMessage("plant", file.sha256(), 9, "", new byte[0], new byte[0], -1),
            new RawMessage(
                "plant", file.sha256(), 10, "", bytes, bytes, RawMessage.NO_INGEST_TIME));
    RawStore store = RawStore.local(archive);

    store.land(new FilePart(file, LIMITS, 0, 0, 10, End.LAST, messages, List.of()), 1, NOON);

    assertSame(store.read(new RawKey("plant", file.sha256(), 0)), messages);
  }

  private static void assertSame(List<RawMessage> actual, List<RawMessage> expected) {
    assertThat(actual)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyElementsOf(expected);
  }

  @Test
  void changesNothingWhenAFileIsLandedAgain() throws IOException {
    RawStore store = RawStore.local(archive);
    FilePart part = parts("plant").get(0);
    store.land(part, 1, NOON);
    Path object = archive.resolve(store.index().objects().get(0).key().path());
    byte[] first = Files.readAllBytes(object);

    assertThat(store.land(part, 1, NOON)).isEqualTo(Landing.UNCHANGED);
    assertThat(store.land(part, 1, EventSpans.NONE)).isEqualTo(Landing.UNCHANGED);
    assertThat(object).hasBinaryContent(first);
    Path other = folder.resolve("other");
    RawStore.local(other).land(part, 1, NOON);
    assertThat(other.resolve(store.index().objects().get(0).key().path())).hasBinaryContent(first);
  }

  /** A mended catalogue accepts what was quarantined: no period may be missed afterwards. */
  @Test
  void onlyEverAddsEventPeriods() throws IOException {
    RawStore store = RawStore.local(archive);
    FilePart part = parts("plant").get(0);
    store.land(part, 1, EventSpans.NONE);
    assertThat(store.index().touching(0, 24 * HOUR)).isEmpty();

    assertThat(store.land(part, 1, NOON)).isEqualTo(Landing.WIDENED);
    assertThat(store.land(part, 1, EventSpans.ofPeriods(HOUR, 2 * HOUR, HOUR)))
        .isEqualTo(Landing.WIDENED);

    assertThat(store.index().objects().get(0).events().text())
        .isEqualTo(HOUR + "+" + 2 * HOUR + "," + 12 * HOUR + "+" + HOUR);
    assertThat(store.index().touching(11 * HOUR, 12 * HOUR)).isEmpty();
    assertThat(store.index().touching(12 * HOUR + 5, 12 * HOUR + 6)).hasSize(1);
    assertSame(store.read(store.index().objects().get(0).key()), part.messages());
  }

  @Test
  void tellsWhichChunksOfAFileAreMissing() throws IOException {
    RawStore store = RawStore.local(archive);
    List<FilePart> parts = parts("plant");

    store.land(parts.get(2), 1, NOON);
    assertThat(missing(store)).containsExactly("chunks 0 to 1", "everything after chunk 2");
    store.land(parts.get(0), 1, NOON);
    assertThat(missing(store)).containsExactly("chunks 1 to 1", "everything after chunk 2");
    store.land(parts.get(3), 1, NOON);
    store.land(parts.get(1), 1, NOON);
    assertThat(missing(store)).isEmpty();
  }

  private static List<String> missing(RawStore store) throws IOException {
    assertThat(store.index().files()).hasSize(1);
    return store.index().files().get(0).missing();
  }

  /** INPUTS.md: such names are data, never a path. */
  @Test
  void keepsHostileSourceNamesInsideItsFolder() throws IOException {
    RawStore store = RawStore.local(archive);
    List<String> names =
        List.of("../../etc/passwd", "a/b", "\uD83D\uDE80", "x".repeat(4096), "..", "", "a\0b");
    for (String name : names) {
      for (FilePart part : parts(name)) {
        store.land(part, 1, NOON);
      }
    }
    for (String name : names) {
      assertThat(store.index(name).files()).hasSize(1);
      assertThat(store.index(name).files().get(0).source()).isEqualTo(name);
      assertThat(store.index(name).files().get(0).isComplete()).isTrue();
    }
    assertThat(store.index().files()).hasSize(names.size());
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("archive", "input.csv");
    }
  }

  @Test
  void refusesAFileThatIsCutOtherwise() throws IOException {
    RawStore store = RawStore.local(archive);
    FilePart part = parts("plant").get(0);
    store.land(part, 1, NOON);
    List<FilePart> otherwise = Samples.parts(part.file(), LIMITS.withCuts(500, 100));

    assertThatThrownBy(() -> store.land(otherwise.get(0), 1, NOON))
        .isInstanceOf(WriteRefusedException.class)
        .hasMessageContaining("chunk_bytes=1000")
        .hasMessageContaining("chunk_bytes=500");
  }

  @Test
  void namesATruncatedOrForeignObject() throws IOException {
    RawStore store = RawStore.local(archive);
    FilePart part = parts("plant").get(0);
    store.land(part, 1, NOON);
    RawKey key = store.index().objects().get(0).key();
    Path object = archive.resolve(key.path());
    byte[] whole = Files.readAllBytes(object);
    for (byte[] content :
        List.of(new byte[0], Samples.utf8("notes"), Arrays.copyOf(whole, whole.length - 9))) {
      Files.write(object, content);

      for (var use :
          List.<ThrowingCallable>of(
              () -> store.read(key), store::index, () -> store.land(part, 1, NOON))) {
        assertThatThrownBy(use)
            .isInstanceOf(UnreadableObjectException.class)
            .hasMessageContaining("chunk-00000.parquet");
      }
      assertThat(object).hasBinaryContent(content);
    }
  }

  @Test
  void landsAFileCompletelyWhenWorkersRace() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    for (long seed = 1; seed <= 3; seed++) {
      Path raced = folder.resolve("seed" + seed);
      List<FilePart> parts = parts("plant");
      CountDownLatch start = new CountDownLatch(1);
      List<Future<?>> done = new ArrayList<>();
      for (int worker = 0; worker < 3; worker++) {
        RawStore store = RawStore.local(raced);
        EventSpans mine = EventSpans.ofPeriods(HOUR, worker * HOUR);
        List<Integer> order = shuffled(parts.size(), new Random(seed * 10 + worker));
        done.add(
            threads.submit(
                () -> {
                  start.await();
                  for (int i : order) {
                    store.land(parts.get(i), 1, mine);
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> worker : done) {
        worker.get();
      }
      RawStore store = RawStore.local(raced);
      assertThat(store.index().files().get(0).isComplete()).as("seed %d", seed).isTrue();
      assertThat(store.index().objects())
          .as("seed %d", seed)
          .allSatisfy(object -> assertThat(object.events().text()).isEqualTo("0+" + 3 * HOUR));
    }
    threads.shutdown();
  }

  @Test
  void hasOneIdWhoeverAsksFirst() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<String>> ids = new ArrayList<>();
    for (int worker = 0; worker < 4; worker++) {
      RawStore store = RawStore.local(archive);
      ids.add(
          threads.submit(
              () -> {
                start.await();
                return store.id();
              }));
    }
    start.countDown();

    String id = RawStore.local(archive).id();
    for (Future<String> asked : ids) {
      assertThat(asked.get()).isEqualTo(id);
    }
    assertThat(RawStore.local(folder.resolve("another")).id()).isNotEqualTo(id);
    assertThat(RawStore.local(archive).index().objects()).isEmpty();
    threads.shutdown();
  }

  private static List<Integer> shuffled(int size, Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    Collections.shuffle(order, random);
    return order;
  }

  @Test
  void namesAnObjectOfANewerSchema() throws IOException {
    RawStore store = RawStore.local(archive);
    store.land(parts("plant").get(0), 1, NOON);
    Path object = archive.resolve(store.index().objects().get(0).key().path());
    FooterBytes.set(object, "penstock.raw_schema", '9');

    assertThatThrownBy(store::index)
        .isInstanceOf(UnreadableObjectException.class)
        .hasMessageContaining("penstock.raw_schema must be 1, but was: 9");
  }

  @Test
  void remembersTheHighestEpochThatToldItsPeriods() throws IOException {
    RawStore store = RawStore.local(archive);
    FilePart part = parts("plant").get(0);

    store.land(part, 2, NOON);
    store.land(part, 1, EventSpans.NONE);

    assertThat(store.index().objects().get(0).epoch()).isEqualTo(2);
  }
}
