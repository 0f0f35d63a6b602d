package io.penstock.benchmarks.live;

import io.penstock.pipelines.simulate.BulkNdjson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends the readings of a {@link BulkNdjson} as they would come: each when its event time has come,
 * so that append times are what they are in a plant, and a topic read later closes its windows in
 * the same rhythm. Several topics get the same readings, in records of different size.
 *
 * <p>Assets are spread over the partitions; a record holds readings of one partition's assets, as a
 * gateway's would.
 */
final class Feed implements AutoCloseable {
  private static final byte[] KEY = "gateway".getBytes(StandardCharsets.US_ASCII);
  private static final int ASSET_FROM = "{\"id\":\"a".length();
  private static final int ASSET_DIGITS = 4;

  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Topic> topics;
  private final int partitions;

  /**
   * A feed.
   *
   * @param partitions how many partitions get records, from 0 on
   */
  Feed(String brokers, List<Topic> topics, int partitions) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", brokers);
    settings.put("acks", "1");
    settings.put("linger.ms", 5);
    settings.put("batch.size", 128 * 1024);
    settings.put("buffer.memory", 64L << 20);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    this.topics = topics;
    this.partitions = partitions;
    topics.forEach(topic -> topic.open(partitions));
  }

  /** A topic, how many readings its records hold, and how many records it was sent. */
  static final class Topic {
    final String name;
    final int readings;
    private final List<ByteArrayOutputStream> open = new ArrayList<>();
    private int[] held = {};
    private long records;

    Topic(String name, int readings) {
      this.name = name;
      this.readings = readings;
    }

    long records() {
      return records;
    }

    private void open(int partitions) {
      held = new int[partitions];
      for (int i = 0; i < partitions; i++) {
        open.add(new ByteArrayOutputStream());
      }
    }
  }

  /**
   * What was sent.
   *
   * @param distinct different readings
   * @param worstLag how far the sender was ever behind the event times
   */
  record Sent(long distinct, Duration worstLag) {}

  /** Sends everything; returns when every record is acknowledged. */
  Sent run(BulkNdjson input) {
    double linesPerMilli = input.series() / (0.98 * input.periodMillis());
    long[] state = {0, 0};
    long startMillis = input.start().toEpochMilli();
    long distinct =
        input.forEachBlock(
            block -> {
              long due = startMillis + (long) (state[0] / linesPerMilli);
              state[1] = Math.max(state[1], System.currentTimeMillis() - due);
              while (System.currentTimeMillis() < due) {
                LockSupport.parkNanos(1_000_000);
              }
              state[0] += send(block);
            });
    topics.forEach(this::sendRest);
    producer.flush();
    return new Sent(distinct, Duration.ofMillis(state[1]));
  }

  private int send(byte[] block) {
    int lines = 0;
    int from = 0;
    for (int i = 0; i < block.length; i++) {
      if (block[i] == '\n') {
        int partition = asset(block, from) % partitions;
        for (Topic topic : topics) {
          add(topic, partition, block, from, i + 1 - from);
        }
        from = i + 1;
        lines++;
      }
    }
    return lines;
  }

  private void add(Topic topic, int partition, byte[] bytes, int from, int length) {
    ByteArrayOutputStream record = topic.open.get(partition);
    record.write(bytes, from, length);
    if (++topic.held[partition] == topic.readings) {
      sendRecord(topic, partition);
    }
  }

  private void sendRest(Topic topic) {
    for (int partition = 0; partition < partitions; partition++) {
      if (topic.held[partition] > 0) {
        sendRecord(topic, partition);
      }
    }
  }

  private void sendRecord(Topic topic, int partition) {
    ByteArrayOutputStream record = topic.open.get(partition);
    var unused =
        producer.send(new ProducerRecord<>(topic.name, partition, KEY, record.toByteArray()));
    record.reset();
    topic.held[partition] = 0;
    topic.records++;
  }

  private static int asset(byte[] bytes, int from) {
    int number = 0;
    for (int i = 0; i < ASSET_DIGITS; i++) {
      number = number * 10 + bytes[from + ASSET_FROM + i] - '0';
    }
    return number;
  }

  @Override
  public void close() {
    producer.close();
  }
}
