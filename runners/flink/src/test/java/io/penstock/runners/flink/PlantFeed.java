package io.penstock.runners.flink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends a small messy plant to a topic, in real time: disorder within what is admitted, copies,
 * readings that are late by seconds and by two days, a device in 2099, poison. The last partition
 * gets nothing, ever.
 */
final class PlantFeed implements AutoCloseable {
  private static final int ASSETS = 6;
  private static final long STEP_MILLIS = 50;
  private static final Duration TWO_DAYS = Duration.ofDays(2);
  private static final long YEAR_2099 = 4_086_000_000_000L;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final int partitions;
  private final Random random;
  private long records;
  private long readings;

  PlantFeed(String brokers, String topic, int partitions, long seed) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", brokers);
    settings.put("acks", "all");
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    this.topic = topic;
    this.partitions = partitions;
    this.random = new Random(seed);
  }

  /** Records sent so far. */
  long records() {
    return records;
  }

  /** Readings and unreadable messages sent so far. */
  long readings() {
    return readings;
  }

  /** Sends for some time; returns when every record is acknowledged. */
  void send(Duration howLong) throws IOException, InterruptedException {
    long end = System.nanoTime() + howLong.toNanos();
    while (System.nanoTime() < end) {
      for (int asset = 0; asset < ASSETS; asset++) {
        step(asset, System.currentTimeMillis());
      }
      Thread.sleep(STEP_MILLIS);
    }
    producer.flush();
  }

  private void step(int asset, long now) {
    int dice = random.nextInt(100);
    if (dice < 60) {
      // In disorder, and admitted.
      String lines = line(asset, now - random.nextInt(3_000)) + line(asset, now - 3_000);
      send(asset, lines, 2);
      if (dice < 15) {
        send(asset, lines, 2);
      }
    } else if (dice < 75) {
      send(asset, line(asset, now - random.nextInt(9_000)), 1);
    } else if (dice < 80) {
      send(asset, line(asset, now - 10_000 - random.nextInt(20_000)), 1);
    } else if (dice < 82) {
      send(asset, line(asset, now + random.nextInt(9_000)), 1);
    } else if (dice == 82) {
      send(asset, line(asset, now - TWO_DAYS.toMillis()), 1);
    } else if (dice == 83) {
      send(asset, line(asset, YEAR_2099), 1);
    } else if (dice == 84) {
      send(asset, "{\"d\":\"m0\",", 1);
    } else if (dice == 85) {
      send(asset, null, 1);
    } else if (dice == 86) {
      send(asset, "{\"d\":\"nobody\",\"s\":\"x\",\"t\":" + now + ",\"v\":1}\n", 1);
    }
  }

  private String line(int asset, long millis) {
    String metric = random.nextInt(3) == 0 ? "flow" : "temperature";
    return "{\"d\":\"m%d\",\"s\":\"%s\",\"t\":%d,\"v\":%d.5}%n"
        .formatted(asset, metric, millis, random.nextInt(100));
  }

  private void send(int asset, @Nullable String text, int count) {
    byte[] value = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    byte[] key = ("m" + asset).getBytes(StandardCharsets.UTF_8);
    var unused = producer.send(new ProducerRecord<>(topic, asset % (partitions - 1), key, value));
    records++;
    readings += count;
  }

  @Override
  public void close() {
    producer.close();
  }
}
