package io.penstock.io.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.testkit.s3.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DESIGN 2.4 and 7: whatever a network or a server does, one whole object is what remains. */
class S3FaultsTest {
  private static final String BODY = "y".repeat(150_000);

  private ObjectStore store;

  @BeforeEach
  void open() throws IOException {
    store = S3Server.fresh().open();
  }

  @AfterEach
  void noOrderIsLeft() {
    assertThat(S3Server.relay().forget()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"TRUNCATED_REPLY", "IGNORED_CONDITIONS"},
      mode = EnumSource.Mode.EXCLUDE)
  void createsOnceThroughAnyFault(Fault fault) throws IOException {
    S3Server.relay().next("PUT", fault);

    assertThat(put("a", BODY, Optional.empty())).isTrue();

    assertThat(text("a")).isEqualTo(BODY);
    assertThat(store.list("")).containsExactly("a");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"TRUNCATED_REPLY", "IGNORED_CONDITIONS"},
      mode = EnumSource.Mode.EXCLUDE)
  void replacesOnceThroughAnyFault(Fault fault) throws IOException {
    put("a", "before", Optional.empty());
    Optional<String> before = Optional.of(tag("a"));
    S3Server.relay().next("PUT", fault);

    assertThat(put("a", BODY, before)).isTrue();
    assertThat(put("a", "late twin", before)).isFalse();

    assertThat(text("a")).isEqualTo(BODY);
  }

  @Test
  void outlastsABurst() throws IOException {
    S3Server.relay()
        .next(
            "PUT",
            Fault.ERROR_503,
            Fault.ERROR_500,
            Fault.ERROR_503,
            Fault.TRUNCATED_UPLOAD,
            Fault.CONFLICT_409,
            Fault.LOST_REPLY);

    assertThat(put("a", BODY, Optional.empty())).isTrue();
    assertThat(text("a")).isEqualTo(BODY);
  }

  /** The read-back may fail too. */
  @Test
  void findsOutThoughReadingBackFailsFirst() throws IOException {
    S3Server.relay().next("PUT", Fault.LOST_REPLY);
    S3Server.relay().next("HEAD", Fault.ERROR_503, Fault.LOST_REPLY);
    int before = S3Server.relay().writes();

    assertThat(put("a", BODY, Optional.empty())).isTrue();
    assertThat(S3Server.relay().writes() - before).as("no second upload").isEqualTo(1);
  }

  /** Our write was let through and somebody else's followed: theirs rests on ours, and stays. */
  @Test
  void doesNotOverwriteWhatFollowedAWriteInDoubt() throws IOException {
    S3Server.relay().next("PUT", Fault.DONE_BUT_500);
    // The read-back of ours comes only after another writer has seen and replaced it.
    S3Server.relay().beforeNext("HEAD", this::replaceOurs);

    assertThat(put("a", "ours", Optional.empty())).isFalse();

    assertThat(text("a")).isEqualTo("another");
  }

  private void replaceOurs() {
    try {
      assertThat(text("a")).isEqualTo("ours");
      assertThat(put("a", "another", Optional.of(tag("a")))).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void givesUpWithAClearMessageAndLeavesNothing() throws IOException {
    ObjectStore hasty =
        S3ObjectStore.at(S3Server.fresh().location(), S3Server.settings(Duration.ofMillis(200)));
    Fault[] always = new Fault[40];
    Arrays.fill(always, Fault.TRUNCATED_UPLOAD);
    S3Server.relay().next("PUT", always);

    assertThatThrownBy(
            () -> {
              try (Staged staged = hasty.stage("a")) {
                Files.writeString(staged.path(), BODY);
                hasty.swap(staged, Optional.empty());
              }
            })
        .isInstanceOf(StoreFaultException.class)
        .hasMessageContaining("no answer from the S3 server in");
    S3Server.relay().forget();
    assertThat(hasty.find("a")).isEmpty();
  }

  /**
   * Two writers race on one key; each round exactly one gets through, also when replies are lost.
   */
  @Test
  void letsExactlyOneOfRacingWritersThrough() throws Exception {
    long seed = 20260105;
    Random random = new Random(seed);
    List<Fault> faults =
        new ArrayList<>(
            List.of(Fault.LOST_REPLY, Fault.ERROR_503, Fault.DONE_BUT_500, Fault.RESET_MID_BODY));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Optional<String> expected = Optional.empty();
    for (int round = 0; round < 12; round++) {
      Collections.shuffle(faults, random);
      S3Server.relay().next("PUT", faults.get(0));
      List<Boolean> won = race(threads, "round " + round + " writer ", expected);

      assertThat(won).as("seed %d, round %d", seed, round).containsExactlyInAnyOrder(true, false);
      assertThat(text("a")).isEqualTo("round " + round + " writer " + won.indexOf(true));
      expected = Optional.of(tag("a"));
    }
    threads.shutdown();
    assertThat(store.list("")).containsExactly("a");
  }

  private List<Boolean> race(ExecutorService threads, String text, Optional<String> expected)
      throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Boolean>> racing = new ArrayList<>();
    for (int writer = 0; writer < 2; writer++) {
      String content = text + writer;
      racing.add(
          threads.submit(
              () -> {
                start.await();
                return put("a", content, expected);
              }));
    }
    start.countDown();
    return List.of(racing.get(0).get(), racing.get(1).get());
  }

  @Test
  void acceptsAServerThatKeepsConditions() throws IOException {
    store.check();

    assertThat(store.list("")).isEmpty();
  }

  @Test
  void refusesAServerThatIgnoresConditions() {
    S3Server.relay().next("PUT", Fault.IGNORED_CONDITIONS, Fault.IGNORED_CONDITIONS);

    assertThatThrownBy(store::check)
        .isInstanceOf(WriteRefusedException.class)
        .hasMessageContaining("ignores conditional writes");
  }

  private boolean put(String key, String content, Optional<String> expected) throws IOException {
    try (Staged staged = store.stage(key)) {
      Files.writeString(staged.path(), content);
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
