package io.penstock.runners.faults;

import io.penstock.pipelines.simulate.MessageLedger;
import io.penstock.testkit.process.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A small plant at its worst, in real time: every message waits a moment of its own, so they are
 * shuffled; a third come twice; one in twenty is poison; some are late by seconds or by two days,
 * or of 2099. Each is written down before it is sent. The last partition gets nothing, ever.
 */
final class MessyFeed implements AutoCloseable {
  private static final int ASSETS = 6;
  private static final long STEP_MILLIS = 50;
  private static final int SHUFFLED_MILLIS = 2_000;
  private static final double COPIED = 1.0 / 3;
  private static final double POISONED = 0.05;
  private static final long YEAR_2099 = 4_086_000_000_000L;
  private static final String SOURCE = "plant";

  private final String topic;
  private final Random random;
  private final KafkaProducer<byte[], byte[]> producer;
  private final MessageLedger.Writing ledger;
  private final PriorityQueue<Message> waiting = new PriorityQueue<>();
  private final AtomicLong records = new AtomicLong();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final CompletableFuture<Void> running;
  private volatile boolean stopping;
  private long numbers;

  private MessyFeed(Properties brokers, String topic, Path ledger, long seed) throws Exception {
    this.topic = topic;
    this.random = new Random(seed);
    this.ledger = MessageLedger.Writing.append(ledger);
    this.producer =
        new KafkaProducer<>(
            acknowledgedByAll(brokers), new ByteArraySerializer(), new ByteArraySerializer());
    this.running = CompletableFuture.runAsync(this::run);
  }

  @SuppressWarnings("ArrayRecordComponent") // bytes are moved, not compared
  private record Message(long due, long number, int asset, byte @Nullable [] payload)
      implements Comparable<Message> {
    @Override
    public int compareTo(Message other) {
      int byDue = Long.compare(due, other.due);
      return byDue == 0 ? Long.compare(number, other.number) : byDue;
    }
  }

  private static Properties acknowledgedByAll(Properties brokers) {
    Properties settings = new Properties();
    settings.putAll(brokers);
    settings.setProperty("acks", "all");
    return settings;
  }

  /** Begins to send what a site's stream is to read. */
  static MessyFeed start(LiveSite site, long seed) throws Exception {
    return new MessyFeed(
        site.servers().kafka().clientProperties(), site.topic(), site.ledger(), seed);
  }

  /** Records sent so far. */
  long records() {
    return records.get();
  }

  /** Waits until so many more records were sent. */
  void awaitMore(long more) throws Exception {
    long target = records() + more;
    Await.until(more + " more records are sent", () -> running.isDone() || records() >= target);
    check();
  }

  /** Stops; returns when every record is acknowledged. */
  long stop() throws Exception {
    stopping = true;
    running.get();
    producer.flush();
    check();
    ledger.close();
    return records();
  }

  private void check() throws Exception {
    if (running.isCompletedExceptionally()) {
      running.get();
    }
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("the broker did not take a record", failed);
    }
  }

  private void run() {
    try {
      while (!stopping) {
        long now = System.currentTimeMillis();
        for (int asset = 0; asset < ASSETS; asset++) {
          add(now, asset);
        }
        sendDue(now);
        Thread.sleep(STEP_MILLIS);
      }
      sendDue(Long.MAX_VALUE);
    } catch (Exception e) {
      throw new IllegalStateException("the feed ended", e);
    }
  }

  private void add(long now, int asset) {
    byte @Nullable [] payload = random.nextDouble() < POISONED ? poison(now) : good(now, asset);
    add(now, asset, payload);
    if (random.nextDouble() < COPIED) {
      add(now, asset, payload);
    }
  }

  private void add(long now, int asset, byte @Nullable [] payload) {
    numbers++;
    waiting.add(new Message(now + random.nextInt(SHUFFLED_MILLIS), numbers, asset, payload));
  }

  private byte[] good(long now, int asset) {
    int dice = random.nextInt(100);
    if (dice < 70) {
      return bytes(line(asset, now) + line(asset, now - random.nextInt(2_000)));
    }
    if (dice < 92) {
      return bytes(line(asset, now));
    }
    if (dice < 95) {
      return bytes(line(asset, now - 6_000 - random.nextInt(10_000)));
    }
    if (dice < 98) {
      return bytes(line(asset, now + random.nextInt(4_000)));
    }
    return bytes(line(asset, dice == 98 ? now - Duration.ofDays(2).toMillis() : YEAR_2099));
  }

  private byte @Nullable [] poison(long now) {
    return switch (random.nextInt(4)) {
      case 0 -> bytes("{\"d\":\"m0\",");
      case 1 -> bytes("{\"d\":\"nobody\",\"s\":\"x\",\"t\":" + now + ",\"v\":1}\n");
      case 2 -> {
        byte[] noise = new byte[1 + random.nextInt(64)];
        random.nextBytes(noise);
        yield noise;
      }
      default -> null;
    };
  }

  private String line(int asset, long millis) {
    String metric = random.nextInt(3) == 0 ? "flow" : "temperature";
    return "{\"d\":\"m%d\",\"s\":\"%s\",\"t\":%d,\"v\":%d.5}\n"
        .formatted(asset, metric, millis, random.nextInt(100));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void sendDue(long now) throws Exception {
    for (Message next = waiting.peek(); next != null && next.due <= now; next = waiting.peek()) {
      waiting.remove();
      byte[] payload = next.payload;
      ledger.message(SOURCE, topic, payload == null ? new byte[0] : payload);
      var unused =
          producer.send(
              new ProducerRecord<>(
                  topic, next.asset % (Servers.PARTITIONS - 1), bytes("m" + next.asset), payload),
              (metadata, failed) -> {
                if (failed != null) {
                  failure.compareAndSet(null, failed);
                }
              });
      records.incrementAndGet();
    }
  }

  @Override
  public void close() {
    stopping = true;
    running.exceptionally(failed -> null).join();
    producer.close(Duration.ofSeconds(5));
  }
}
