package io.penstock.bridge;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a Kafka topic holds, from its start. */
record Received(List<ConsumerRecord<byte[], byte[]>> records) {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Reads until enough is there, or for as long as it is reasonable to wait. */
  static Received until(
      String bootstrapServers, String topic, int partitions, Predicate<Received> enough) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
            64 << 20);
    Received received = new Received(new ArrayList<>());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(
          IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList());
      consumer.seekToBeginning(consumer.assignment());
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!enough.test(received) && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(received.records::add);
      }
    }
    return received;
  }

  /** The messages by MQTT topic in the order of Kafka, copies too. */
  Map<String, List<String>> messages() {
    Map<String, List<String>> messages = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      List<String> ofTopic =
          messages.computeIfAbsent(text(record.key()), topic -> new ArrayList<>());
      ofTopic.addAll(List.of(text(record.value()).split("\n", -1)));
    }
    return messages;
  }

  /** The messages by MQTT topic, each where it came first. */
  Map<String, List<String>> distinct() {
    Map<String, List<String>> distinct = new LinkedHashMap<>();
    messages().forEach((topic, all) -> distinct.put(topic, all.stream().distinct().toList()));
    return distinct;
  }

  int distinctCount() {
    return distinct().values().stream().mapToInt(List::size).sum();
  }

  int count() {
    return messages().values().stream().mapToInt(List::size).sum();
  }

  Set<String> headerNames() {
    Set<String> names = new TreeSet<>();
    records.forEach(record -> record.headers().forEach(header -> names.add(header.key())));
    return names;
  }

  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return text(record.headers().lastHeader(name).value());
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
