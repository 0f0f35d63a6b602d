package io.penstock.io.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.TestDatabase;
import io.penstock.io.quarantine.QuarantineFilter.Status;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuarantineStoreTest {
  private HotDatabase database;
  private QuarantineStore store;

  @BeforeEach
  void open() throws SQLException {
    database = HotDatabase.open(TestDatabase.fresh());
    store = new QuarantineStore(database.dataSource());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void addsTheSameInputOnce() throws Exception {
    List<QuarantineEntry> entries = new ArrayList<>();
    for (int i = 0; i < 1_200; i++) {
      entries.add(entry("mqtt", i, "not_json", "{"));
    }
    entries.add(entry("mqtt", 0, "not_json", "{"));
    entries.add(entry("mqtt", 0, "bad_unit", "{"));

    assertThat(store.add(entries)).isEqualTo(1_201);
    assertThat(store.add(entries)).isZero();
    assertThat(store.countByReason(Status.OPEN))
        .isEqualTo(Map.of("bad_unit", 1L, "not_json", 1_200L));
  }

  @Test
  void keepsTheHeadAndTheHashOfALargePayload() throws Exception {
    byte[] payload = new byte[QuarantineEntry.HEAD_BYTES + 1];
    Arrays.fill(payload, (byte) 0xff);

    store.add(List.of(QuarantineEntry.of("s", "o", 0, 0, "too_large", "", payload)));

    assertThat(store.list(QuarantineFilter.ALL))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.payload()).hasSize(QuarantineEntry.HEAD_BYTES);
              assertThat(entry.payloadBytes()).isEqualTo(QuarantineEntry.HEAD_BYTES + 1);
              assertThat(entry.sha256())
                  .isEqualTo(MessageDigest.getInstance("SHA-256").digest(payload));
            });
  }

  /** INPUTS.md: CR, LF and ANSI in payloads are escaped wherever shown; NUL must not block. */
  @Test
  void makesDetailAndNamesPrintable() throws Exception {
    store.add(
        List.of(
            QuarantineEntry.of(
                "s\0",
                "o".repeat(600),
                0,
                0,
                "r",
                "a\r\n\u001b[31m\0b\ud800 \uD83C\uDF21",
                new byte[0])));

    QuarantineEntry stored = store.list(QuarantineFilter.ALL).get(0);
    assertThat(stored.detail()).isEqualTo("a\\u000d\\u000a\\u001b[31m\\u0000b\\ud800 \uD83C\uDF21");
    assertThat(stored.source()).startsWith("s\\u0000#");
    assertThat(stored.origin()).startsWith("o".repeat(100) + "#").hasSize(165);
  }

  @Test
  void listsByFilter() throws Exception {
    store.add(
        List.of(
            entry("a", 1, "empty", ""),
            entry("a", 2, "not_json", "{"),
            entry("b", 1, "empty", "")));

    assertThat(store.list(QuarantineFilter.ALL)).hasSize(3);
    assertThat(store.list(QuarantineFilter.ALL.withSource("a"))).hasSize(2);
    assertThat(store.list(QuarantineFilter.ALL.withReason("empty").withSource("b"))).hasSize(1);
    assertThat(store.list(QuarantineFilter.ALL.withLimit(2))).hasSize(2);
    assertThat(store.list(QuarantineFilter.ALL.withStatus(Status.REPLAYED))).isEmpty();
  }

  @Test
  void goesOnWhereAPageEnded() throws Exception {
    List<QuarantineEntry> entries = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      entries.add(entry(i % 2 == 0 ? "a b/c" : "B", i, i % 3 == 0 ? "empty" : "not_json", ""));
    }
    store.add(entries);

    List<QuarantineKey> paged = new ArrayList<>();
    List<QuarantineEntry> page = store.list(QuarantineFilter.ALL.withLimit(10));
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(10);
      page.forEach(entry -> paged.add(entry.key()));
      QuarantineKey last = QuarantineKey.parse(paged.get(paged.size() - 1).text());
      page = store.list(QuarantineFilter.ALL.withLimit(10).withAfter(last));
    }

    assertThat(paged)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(entries.stream().map(QuarantineEntry::key).toList());
  }

  @Test
  void opensAgainWhatFailsAgainAfterReplay() throws Exception {
    List<QuarantineEntry> entries = List.of(entry("a", 1, "empty", ""), entry("a", 2, "empty", ""));
    List<QuarantineKey> keys = entries.stream().map(QuarantineEntry::key).toList();
    store.add(entries);

    assertThat(store.markReplayed(keys)).isEqualTo(2);
    assertThat(store.markReplayed(keys)).isZero();
    assertThat(store.countByReason(Status.OPEN)).isEmpty();
    assertThat(store.add(entries.subList(0, 1))).isEqualTo(1);
    assertThat(store.countByReason(Status.OPEN)).isEqualTo(Map.of("empty", 1L));
    assertThat(store.countByReason(Status.REPLAYED)).isEqualTo(Map.of("empty", 1L));
  }

  /** INPUTS.md: a quarantine write failure blocks; it never drops. */
  @Test
  void propagatesAFailureToAdd() throws Exception {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop table quarantine");
      connection.commit();
    }

    assertThatThrownBy(() -> store.add(List.of(entry("a", 1, "empty", ""))))
        .isInstanceOf(SQLException.class);
  }

  private static QuarantineEntry entry(String source, long position, String reason, String text) {
    return QuarantineEntry.of(
        source, "topic-0", position, 0, reason, "why", text.getBytes(StandardCharsets.UTF_8));
  }
}
