package io.penstock.io.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalObjectStoreTest {
  private Path folder;
  private LocalObjectStore store;

  @BeforeEach
  void open(@TempDir Path fresh) throws IOException {
    folder = fresh;
    store = LocalObjectStore.at(folder.resolve("made/on/demand"));
  }

  @Test
  void putsOnlyWhatFollowsFromWhatIsStored() throws IOException {
    assertThat(put("a/b", "one", Optional.empty())).isTrue();
    assertThat(put("a/b", "two", Optional.empty())).isFalse();
    Optional<String> one = Optional.of(tag("a/b"));
    assertThat(put("a/b", "two", one)).isTrue();
    assertThat(put("a/b", "three", one)).isFalse();
    assertThat(put("a/c", "three", one)).isFalse();

    assertThat(Path.of(store.location("a/b"))).hasContent("two");
    assertThat(store.list("")).containsExactly("a/b");
  }

  private String tag(String key) throws IOException {
    try (StoredObject object = store.open(key)) {
      return object.etag();
    }
  }

  /** Otherwise a reader beside a writer would mix two versions. */
  @Test
  void readsOneVersionWhateverHappensToItsName() throws IOException {
    put("a/b", "one", Optional.empty());
    try (StoredObject open = store.open("a/b")) {
      put("a/b", "quite another", Optional.of(open.etag()));

      assertThat(open.getLength()).isEqualTo(3);
      assertThat(open.newStream().readAllBytes()).isEqualTo("one".getBytes(UTF_8));
      assertThat(open.etag()).isNotEqualTo(tag("a/b"));
    }
  }

  private boolean put(String key, String content, Optional<String> expected) throws IOException {
    try (Staged staged = store.stage(key)) {
      Files.writeString(staged.path(), content);
      return store.swap(staged, expected);
    }
  }

  @Test
  void leavesNothingOfAWriterThatGaveUp() throws IOException {
    try (Staged staged = store.stage("a/b")) {
      Files.writeString(staged.path(), "half");
    }

    assertThat(folder.resolve("made/on/demand/a")).isEmptyDirectory();
    assertThat(store.find("a/b")).isEmpty();
    assertThatThrownBy(() -> store.open("a/b")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void doesNotSeeTheTornFileOfAKilledWriterAndSweepsItUp() throws IOException {
    put("a/b", "whole", Optional.empty());
    Staged killed = store.stage("a/b");
    Files.writeString(killed.path(), "torn");
    Staged alive = store.stage("a/b");
    Files.writeString(alive.path(), "still growing");
    Instant then = Instant.parse("2024-01-01T00:00:00Z");
    Files.setLastModifiedTime(killed.path(), FileTime.from(then));

    assertThat(store.list("a")).containsExactly("a/b");
    assertThat(store.sweep(then.plusSeconds(1))).isEqualTo(1);
    assertThat(killed.path()).doesNotExist();
    assertThat(alive.path()).exists();
    assertThat(Path.of(store.location("a/b"))).hasContent("whole");
  }

  @Test
  void takesNoKeyThatLeavesItsFolder() {
    for (String key : new String[] {"", ".", "../x", "a/../../x", "/etc/passwd", "a//b", "a/./b"}) {
      assertThatThrownBy(() -> store.location(key)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
