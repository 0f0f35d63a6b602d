package io.penstock.io.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.testkit.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics and starts, asked of a real broker. */
class BrokerTest {
  private static Path folder;
  private static EmbeddedKafka broker;
  private static KafkaConnection connection;

  @BeforeAll
  static void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    broker = EmbeddedKafka.start(folder.resolve("kafka"));
    connection =
        new KafkaConnection(broker.writeConnection(folder.resolve("kafka.properties")).toString());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void aTopicOfAppendTimesThatKeepsLongEnoughMayBeRead() throws Exception {
    broker.createTopic("good", 3);

    TopicCheck check = TopicCheck.of("good", connection, Duration.ofHours(24));

    assertThat(check.partitions()).isEqualTo(3);
    assertThat(check.problems()).isEmpty();
  }

  @Test
  void everythingWrongWithATopicIsToldAtOnceWithWhatToSet() throws Exception {
    broker.createTopic(
        "bad",
        1,
        Map.of(
            "message.timestamp.type", "CreateTime",
            "cleanup.policy", "compact,delete",
            "retention.ms", "60000"));

    assertThat(TopicCheck.of("bad", connection, Duration.ofHours(2)).problems())
        .containsExactly(
            "topic bad: message.timestamp.type must be LogAppendTime, but was: CreateTime",
            "topic bad: cleanup.policy must be delete, but was: compact,delete",
            "topic bad: retention.ms must be at least 7200000, but was: 60000");
    assertThat(TopicCheck.of("none", connection, Duration.ZERO).problems())
        .containsExactly("topic none does not exist: create it, or name another");
  }

  @Test
  void startsAreOffsetsInEveryPartitionAlsoInEmptyOnes() throws Exception {
    broker.createTopic("starts", 2);
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (int i = 0; i < 3; i++) {
        producer.send(new ProducerRecord<>("starts", 0, null, new byte[] {1})).get();
      }
    }

    assertThat(StartOffsets.earliest("starts", connection).offsets())
        .isEqualTo(Map.of(0, 0L, 1, 0L));
    assertThat(StartOffsets.latest("starts", connection).offsets()).isEqualTo(Map.of(0, 3L, 1, 0L));
    assertThat(StartOffsets.at("starts", connection, 1).offsets()).isEqualTo(Map.of(0, 0L, 1, 0L));
    assertThat(StartOffsets.at("starts", connection, Long.MAX_VALUE / 2).offsets())
        .isEqualTo(Map.of(0, 3L, 1, 0L));
    assertThat(StartOffsets.latest("starts", connection).orEarlier(Map.of(0, 1L)).offsets())
        .isEqualTo(Map.of(0, 1L, 1, 0L));
  }

  @Test
  void aConnectionNamesItsBrokersAndLeavesTheRestToPenstock() throws Exception {
    Path none = Files.writeString(folder.resolve("none.properties"), "client.id=x\n");
    Path group =
        Files.writeString(
            folder.resolve("group.properties"), "bootstrap.servers=b:1\ngroup.id=mine\n");

    assertThatThrownBy(() -> new KafkaConnection(none.toString()).properties())
        .hasMessageEndingWith("must set bootstrap.servers");
    assertThatThrownBy(() -> new KafkaConnection(group.toString()).properties())
        .hasMessageEndingWith("must not set group.id, which Penstock sets itself");
  }

  @Test
  void aRangeGivesItsRecordsAndNoOthers() throws Exception {
    broker.createTopic("range", 2);
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (byte i = 0; i < 20; i++) {
        producer.send(new ProducerRecord<>("range", 1, null, new byte[] {i})).get();
      }
    }

    List<Integer> values = new ArrayList<>();
    for (TopicRange piece : new TopicRange("range", 1, 3, 15).pieces(5)) {
      piece.read(connection, read -> values.add((int) read.value()[0]));
    }

    assertThat(values).isEqualTo(IntStream.range(3, 15).boxed().toList());
    assertThatThrownBy(() -> new TopicRange("range", 1, 100, 101).read(connection, read -> {}))
        .hasMessageContaining("range/1/100-101: the topic does not have these records any more");
  }

  @Test
  void rangesAreTextAndBack() {
    TopicRange range = new TopicRange("a-b.c", 12, 3, 40);

    assertThat(range.text()).isEqualTo("a-b.c/12/3-40");
    assertThat(TopicRange.parse(range.text())).isEqualTo(range);
    assertThat(range.pieces(30))
        .containsExactly(new TopicRange("a-b.c", 12, 3, 33), new TopicRange("a-b.c", 12, 33, 40));
    assertThatThrownBy(() -> TopicRange.parse("a/b"))
        .hasMessageContaining("topic/partition/from-to");
  }

  private static KafkaProducer<byte[], byte[]> producer() throws IOException {
    return new KafkaProducer<>(
        new TreeMap<>(connection.properties()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
