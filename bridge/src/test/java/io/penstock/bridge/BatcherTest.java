package io.penstock.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.Format;
import io.penstock.core.decode.lineprotocol.LineProtocolFormat;
import io.penstock.core.time.TimeRule;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatcherTest {
  private static final Format LINES = new LineProtocolFormat("", TimeRule.ISO);
  private static final long LINGER = Duration.ofMillis(50).toNanos();

  private final List<String> records = new ArrayList<>();
  private final Batcher batcher =
      new Batcher(
          new Envelope("kafka", LINES, 100_000),
          BridgeSettings.DEFAULT.withRecordBytes(10),
          messages ->
              records.add(
                  messages.get(0).topic()
                      + messages.stream().map(one -> new String(one.payload(), UTF_8)).toList()));

  private static final Charset UTF_8 = StandardCharsets.UTF_8;

  @Test
  void aRecordLeavesWhenItsFirstMessageHasWaitedLongEnough() {
    add("a", "1", 0);
    add("b", "2", LINGER / 2);
    add("a", "3", LINGER / 2);

    batcher.flushDue(LINGER);

    assertThat(records).containsExactly("a[1, 3]");
    assertThat(batcher.isEmpty()).isFalse();
  }

  @Test
  void aRecordLeavesWhenItIsFull() {
    add("a", "12345", 0);
    add("a", "6789", 0);

    assertThat(records).containsExactly("a[12345, 6789]");
  }

  @Test
  void aMessageThatDoesNotFitAnyMoreOpensARecord() {
    add("a", "12345", 0);
    add("a", "67890x", 0);
    batcher.flush();

    assertThat(records).containsExactly("a[12345]", "a[67890x]");
  }

  @Test
  void whatCannotBeJoinedLeavesAloneAndInOrder() {
    add("a", "1", 0);
    add("a", "", 0);
    add("a", "2", 0);
    batcher.flush();

    assertThat(records).containsExactly("a[1]", "a[]", "a[2]");
  }

  @Test
  void retainedMessagesShareNoRecordWithOthers() {
    batcher.add(new MqttMessage("a", "1".getBytes(UTF_8), true, () -> {}), 0);
    add("a", "2", 0);
    batcher.flush();

    assertThat(records).containsExactly("a[1]", "a[2]");
  }

  private void add(String topic, String payload, long nanos) {
    batcher.add(new MqttMessage(topic, payload.getBytes(UTF_8), false, () -> {}), nanos);
  }
}
