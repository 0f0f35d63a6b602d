package io.penstock.runners.faults;

import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Readings of two machines in real time, and now and then a message that is no reading. */
final class CanaryFeed implements AutoCloseable {
  private static final long STEP_MILLIS = 100;
  private static final int MACHINES = 2;
  private static final int POISON_EVERY = 10;

  private final String topic;
  private final String poison;
  private final KafkaProducer<byte[], byte[]> producer;
  private final CompletableFuture<Void> running;
  private volatile boolean stopping;

  private CanaryFeed(Properties client, String topic, String poison) {
    this.topic = topic;
    this.poison = poison;
    this.producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    this.running = CompletableFuture.runAsync(this::run);
  }

  /** Begins to send. */
  static CanaryFeed start(Properties client, String topic, String poison) {
    return new CanaryFeed(client, topic, poison);
  }

  private void run() {
    try {
      for (int step = 0; !stopping; step++) {
        for (int machine = 0; machine < MACHINES; machine++) {
          send(machine, step % POISON_EVERY == machine ? poison : reading(machine, step));
        }
        Thread.sleep(STEP_MILLIS);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("the feed ended", e);
    }
  }

  private void send(int machine, String message) {
    var unused =
        producer.send(
            new ProducerRecord<>(topic, machine, null, message.getBytes(StandardCharsets.UTF_8)));
  }

  private static String reading(int machine, int step) {
    return "{\"d\":\"m%d\",\"s\":\"temperature\",\"t\":%d,\"v\":%d.5}\n"
        .formatted(machine, System.currentTimeMillis(), step % 100);
  }

  @Override
  public void close() {
    stopping = true;
    running.join();
    producer.close();
  }
}
