package io.penstock.pipelines.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageLedgerTest {
  @Test
  void aLedgerThatIsGoneOnWithCountsOn(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("messages.jsonl.gz");
    write(file, "first", "second");
    write(file, "third");

    List<MessageLedger.Entry> entries = new ArrayList<>();
    MessageLedger.read(file, entries::add);

    assertThat(entries).extracting(MessageLedger.Entry::number).containsExactly(1L, 2L, 3L);
    assertThat(entries).extracting(MessageLedger.Entry::bytes).containsExactly(5L, 6L, 5L);
    assertThat(entries).extracting(MessageLedger.Entry::sha256).doesNotHaveDuplicates();
  }

  private static void write(Path file, String... messages) throws Exception {
    try (MessageLedger.Writing ledger = MessageLedger.Writing.append(file)) {
      for (String message : messages) {
        ledger.message("plant", "topic", message.getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
