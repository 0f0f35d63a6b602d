package io.penstock.io.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.testkit.s3.EmbeddedS3;
import io.penstock.testkit.s3.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.parquet.io.SeekableInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3ObjectStoreTest {
  private ObjectRoot root;
  private ObjectStore store;

  @BeforeEach
  void open() throws IOException {
    root = S3Server.fresh();
    store = root.open();
  }

  @Test
  void putsOnlyWhatFollowsFromWhatIsStored() throws IOException {
    assertThat(put("a/b", "one", Optional.empty())).isTrue();
    assertThat(put("a/b", "two", Optional.empty())).isFalse();
    Optional<String> one = Optional.of(tag("a/b"));
    assertThat(put("a/b", "two", one)).isTrue();
    assertThat(put("a/b", "three", one)).isFalse();
    assertThat(put("a/c", "three", one)).isFalse();

    assertThat(text("a/b")).isEqualTo("two");
    assertThat(store.list("")).containsExactly("a/b");
    assertThat(store.find("a/c")).isEmpty();
    assertThatThrownBy(() -> store.open("a/c")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void leavesNoTemporaryFile() throws IOException {
    Staged kept;
    try (Staged staged = store.stage("a/b")) {
      kept = staged;
      Files.writeString(staged.path(), "one");
      store.swap(staged, Optional.empty());
    }
    assertThat(kept.path()).doesNotExist();
  }

  /** Object metadata tell the evidence to whoever lists without reading (DESIGN 2.4). */
  @Test
  void keepsLabelsAndTheChecksumBesideTheObject() throws IOException {
    try (Staged staged = store.stage("a/b")) {
      Files.writeString(staged.path(), "one");
      store.swap(staged.labelled(Map.of("penstock-readings", "7")), Optional.empty());
    }

    String key = S3Bucket.parse(root.location()).key("a/b");
    assertThat(
            S3Server.client()
                .headObject(head -> head.bucket(EmbeddedS3.BUCKET).key(key))
                .metadata())
        .containsEntry("penstock-readings", "7")
        .containsEntry("penstock-sha256", Sha256.of("one".getBytes(UTF_8)));
  }

  @Test
  void listsPageByPageInOrderAndLeavesHiddenNamesOut() throws IOException {
    ObjectStore paged = S3ObjectStore.at(root.location(), root.s3(), 3);
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      keys.add("a=" + i % 2 + "/b-" + i);
    }
    for (String key : keys) {
      put(key, "x", Optional.empty());
    }
    put("a=0/.hidden", "x", Optional.empty());
    put(".locks/x", "x", Optional.empty());
    put("a=01/other", "x", Optional.empty());

    assertThat(paged.list("a=0")).isSorted().hasSize(5).allMatch(key -> key.startsWith("a=0/"));
    assertThat(paged.list("")).isSorted().hasSize(11).containsAll(keys);
    assertThat(paged.list("absent")).isEmpty();
  }

  /** A footer costs one request; columns come by ranges, never the whole object at once. */
  @Test
  void readsAnyRangeOfALargeObject() throws IOException {
    byte[] bytes = new byte[700_000];
    new Random(7).nextBytes(bytes);
    put("large", bytes, Optional.empty());
    int before = S3Server.relay().reads();
    try (StoredObject object = store.open("large");
        SeekableInputStream in = object.newStream()) {
      assertThat(object.getLength()).isEqualTo(bytes.length);
      in.seek(bytes.length - 60_000);
      assertThat(in.readNBytes(60_000)).isEqualTo(slice(bytes, bytes.length - 60_000, 60_000));
      assertThat(S3Server.relay().reads() - before).isEqualTo(1);

      byte[] piece = new byte[300_000];
      in.seek(12_345);
      in.readFully(piece);
      assertThat(piece).isEqualTo(slice(bytes, 12_345, piece.length));
      assertThat(S3Server.relay().reads() - before).isEqualTo(2);

      in.seek(3);
      for (int i = 3; i < 200_000; i++) {
        assertThat((byte) in.read()).isEqualTo(bytes[i]);
      }
      assertThat(in.getPos()).isEqualTo(200_000);
      assertThat(S3Server.relay().reads() - before).isLessThan(8);
      in.seek(bytes.length);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  private static byte[] slice(byte[] bytes, int from, int count) {
    return java.util.Arrays.copyOfRange(bytes, from, from + count);
  }

  @Test
  void readsAnEmptyObject() throws IOException {
    put("empty", "", Optional.empty());

    try (StoredObject object = store.open("empty")) {
      assertThat(object.getLength()).isZero();
      assertThat(object.newStream().read()).isEqualTo(-1);
    }
  }

  /** Otherwise a reader beside a writer would mix two versions. */
  @Test
  void saysSoWhenAnObjectIsReplacedWhileItIsRead() throws IOException {
    put("a", new byte[200_000], Optional.empty());
    try (StoredObject object = store.open("a")) {
      put("a", new byte[300_000], Optional.of(object.etag()));

      assertThatThrownBy(() -> object.newStream().read())
          .isInstanceOf(ReplacedWhileReadException.class);
    }
  }

  @Test
  void readsAgainWhatWasCutShortOrRefusedInPassing() throws IOException {
    put("a", "whole", Optional.empty());
    S3Server.relay()
        .next("GET", Fault.TRUNCATED_REPLY, Fault.ERROR_503, Fault.LOST_REPLY, Fault.ERROR_500);

    assertThat(text("a")).isEqualTo("whole");
    assertThat(S3Server.relay().forget()).isZero();
  }

  @Test
  void saysWhatFailedWhenPatienceRunsOut() throws IOException {
    S3Settings impatient = S3Server.settings(Duration.ofMillis(300));
    ObjectStore hasty = S3ObjectStore.at(root.location(), impatient);
    Fault[] always = new Fault[50];
    java.util.Arrays.fill(always, Fault.ERROR_503);
    S3Server.relay().next("GET", always);

    assertThatThrownBy(() -> hasty.find("a"))
        .isInstanceOf(StoreFaultException.class)
        .hasMessageContaining(root.location())
        .hasMessageContaining("attempts over");
    S3Server.relay().forget();
  }

  @Test
  void namesABucketThatIsNotThere() throws IOException {
    ObjectStore nowhere = S3ObjectStore.at("s3://no-such-bucket/x", root.s3());

    assertThatThrownBy(nowhere::check)
        .isInstanceOf(StoreFaultException.class)
        .hasMessageContaining("s3://no-such-bucket/x")
        .hasMessageContaining("refuses");
  }

  @Test
  void takesNoKeyThatLeavesItsPrefix() {
    for (String key : new String[] {"", ".", "../x", "a/../../x", "/etc/passwd", "a//b", "a/./b"}) {
      assertThatThrownBy(() -> store.location(key)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private boolean put(String key, String content, Optional<String> expected) throws IOException {
    return put(key, content.getBytes(UTF_8), expected);
  }

  private boolean put(String key, byte[] content, Optional<String> expected) throws IOException {
    try (Staged staged = store.stage(key)) {
      Files.write(staged.path(), content);
      return store.swap(staged, expected);
    }
  }

  private String tag(String key) throws IOException {
    try (StoredObject object = store.open(key)) {
      return object.etag();
    }
  }

  private String text(String key) throws IOException {
    try (StoredObject object = store.open(key)) {
      return new String(object.newStream().readAllBytes(), UTF_8);
    }
  }
}
