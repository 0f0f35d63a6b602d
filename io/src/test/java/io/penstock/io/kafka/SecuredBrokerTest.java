package io.penstock.io.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.testkit.SecuredKafka;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS, SCRAM and mutual TLS, as a connection file sets them, with a real broker. */
class SecuredBrokerTest {
  private static final String TOPIC = "secured";

  private static Path folder;
  private static SecuredKafka broker;

  @BeforeAll
  static void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    broker = SecuredKafka.start(folder.resolve("kafka"));
    broker.createTopic(TOPIC, 1);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void readsThroughTlsWithAPassword() throws Exception {
    Path file = folder.resolve("scram.properties");
    broker.writeScramConnection(file, SecuredKafka.PASSWORD);

    assertReads(new KafkaConnection(file.toString()));
  }

  @Test
  void readsThroughMutualTls() throws Exception {
    Path file = folder.resolve("mutual.properties");

    assertReads(new KafkaConnection(broker.writeMutualTlsConnection(file).toString()));
  }

  @Test
  void aWrongPasswordIsTold() throws Exception {
    Path file = folder.resolve("wrong.properties");
    KafkaConnection wrong =
        new KafkaConnection(broker.writeScramConnection(file, "wrong").toString());

    assertThatThrownBy(() -> TopicCheck.of(TOPIC, wrong, Duration.ZERO))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot ask the brokers about secured")
        .hasMessageContaining("Authentication failed");
  }

  @Test
  void aClientWithoutACertificateIsToldSo() throws Exception {
    Path file = folder.resolve("bare.properties");
    KafkaConnection bare = new KafkaConnection(broker.writeTlsConnection(file).toString());

    assertThatThrownBy(() -> TopicCheck.of(TOPIC, bare, Duration.ZERO))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot ask the brokers about secured");
  }

  /**
   * What KafkaIO writes into checkpoints is the file's name; what the file says counts when used.
   */
  @Test
  void aPasswordThatWasChangedCountsFromTheNextConnectionOn() throws Exception {
    Path file = folder.resolve("changed.properties");
    KafkaConnection connection =
        new KafkaConnection(broker.writeScramConnection(file, "old").toString());
    ConnectionConsumers consumers = new ConnectionConsumers(connection);

    broker.writeScramConnection(file, SecuredKafka.PASSWORD);

    assertReads(connection);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(consumers);
    }
    assertThat(bytes.toString(StandardCharsets.ISO_8859_1))
        .contains("changed.properties")
        .doesNotContain(SecuredKafka.USER)
        .doesNotContain(SecuredKafka.PASSWORD);
  }

  private static void assertReads(KafkaConnection connection) throws Exception {
    assertThat(TopicCheck.of(TOPIC, connection, Duration.ZERO).problems()).isEmpty();
    long offset;
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            new TreeMap<>(connection.properties()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      offset = producer.send(new ProducerRecord<>(TOPIC, new byte[] {7})).get().offset();
    }
    Map<String, Object> settings =
        Map.of(
            "key.deserializer", ByteArrayDeserializer.class,
            "value.deserializer", ByteArrayDeserializer.class);
    try (Consumer<byte[], byte[]> consumer = new ConnectionConsumers(connection).apply(settings)) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seek(partition, offset);
      assertThat(consumer.poll(Duration.ofSeconds(30)).records(partition))
          .singleElement()
          .satisfies(read -> assertThat(read.value()).containsExactly(7));
    }
  }
}
