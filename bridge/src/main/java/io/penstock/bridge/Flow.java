package io.penstock.bridge;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of one MQTT connection on their way to Kafka: received on the connection's thread,
 * gathered and sent on the caller's, acknowledged on the producer's.
 *
 * <p>A record waits for more while messages keep coming, for the linger at most; when nothing has
 * come for a tenth of it everything goes, because a broker that waits for acknowledgements sends
 * nothing that could be waited for.
 */
final class Flow {
  private static final Logger LOG = LoggerFactory.getLogger(Flow.class);
  private static final Duration LAST_CALL = Duration.ofSeconds(20);
  private static final Duration STALL = Duration.ofSeconds(30);
  private static final int QUIET_PART = 10;
  private static final long LONGEST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Envelope envelope;
  private final KafkaSink sink;
  private final SourceCounters counters;
  private final InFlight inFlight;
  private final Batcher batcher;
  private final long quietNanos;
  private final LinkedBlockingQueue<MqttMessage> received = new LinkedBlockingQueue<>();

  /** Records that are complete and not yet given to the producer; the caller's thread alone. */
  private final Queue<List<MqttMessage>> complete = new ArrayDeque<>();

  private final AtomicReference<@Nullable Exception> refusal = new AtomicReference<>();

  private volatile boolean delivered;
  private volatile long progressNanos = System.nanoTime();

  Flow(Envelope envelope, KafkaSink sink, BridgeSettings settings, SourceCounters counters) {
    this.envelope = envelope;
    this.sink = sink;
    this.counters = counters;
    this.inFlight = new InFlight(settings.inFlightBytes());
    this.batcher = new Batcher(envelope, settings, complete::add);
    this.quietNanos = settings.linger().toNanos() / QUIET_PART;
  }

  InFlight inFlight() {
    return inFlight;
  }

  /** Takes a message from the connection; waits while too much is under way. */
  void receive(MqttMessage message) {
    if (!inFlight.take(message.weight())) {
      return; // Not acknowledged, so it comes again.
    }
    counters.add(BridgeMetric.MQTT_MESSAGES_RECEIVED, 1);
    counters.add(BridgeMetric.MQTT_BYTES_RECEIVED, message.payload().length);
    counters.add(BridgeMetric.MQTT_RETAINED_MESSAGES_RECEIVED, message.retained() ? 1 : 0);
    if (inFlight.messages() == 1) {
      progressNanos = System.nanoTime();
    }
    received.add(message);
  }

  /**
   * Lets messages flow until the connection is lost or the bridge stops, then brings what it has to
   * Kafka.
   *
   * @throws IOException when Kafka refuses for good; what was not acknowledged comes again
   */
  void run(MqttLink link, BooleanSupplier stopping) throws IOException, InterruptedException {
    try {
      while (!stopping.getAsBoolean() && link.isUp()) {
        step();
      }
      inFlight.close();
      finish(stopping);
    } finally {
      inFlight.close();
    }
  }

  private void step() throws IOException, InterruptedException {
    long wait = batcher.isEmpty() ? LONGEST_LOOK_NANOS : quietNanos;
    MqttMessage message = received.poll(wait, TimeUnit.NANOSECONDS);
    long now = System.nanoTime();
    if (message == null) {
      batcher.flush();
    } else {
      batcher.add(message, now);
      drain(now);
      batcher.flushDue(now);
    }
    send();
  }

  /** What is here goes to Kafka, however long that takes, unless the bridge has to stop. */
  private void finish(BooleanSupplier stopping) throws IOException, InterruptedException {
    long stoppedNanos = System.nanoTime();
    boolean stopped = stopping.getAsBoolean();
    do {
      // Again and again: a message may have been let in just before the door was closed.
      drain(System.nanoTime());
      batcher.flush();
      send();
      if (!stopped && stopping.getAsBoolean()) {
        stopped = true;
        stoppedNanos = System.nanoTime();
      }
      if (stopped && System.nanoTime() - stoppedNanos > LAST_CALL.toNanos()) {
        LOG.warn("{} messages are not in Kafka; MQTT will repeat them", inFlight.messages());
        return;
      }
    } while (!inFlight.awaitNone(LONGEST_LOOK_NANOS));
  }

  private void drain(long nowNanos) {
    for (MqttMessage message = received.poll(); message != null; message = received.poll()) {
      batcher.add(message, nowNanos);
    }
  }

  /** Whether anything has come through to Kafka. */
  boolean hasDelivered() {
    return delivered;
  }

  /** Whether messages are under way and none has arrived for a while. */
  boolean isStalled() {
    return inFlight.messages() > 0 && System.nanoTime() - progressNanos > STALL.toNanos();
  }

  private void send() throws IOException, InterruptedException {
    throwRefusal();
    for (List<MqttMessage> next = complete.poll(); next != null; next = complete.poll()) {
      send(next);
    }
  }

  private void send(List<MqttMessage> messages) throws IOException, InterruptedException {
    MqttMessage first = messages.get(0);
    ProducerRecord<byte[], byte[]> message =
        envelope.fits(first) ? envelope.record(messages) : cut(first);
    sink.send(
        message,
        (metadata, fault) -> {
          if (fault != null) {
            refusal.compareAndSet(null, fault);
          } else {
            counters.add(BridgeMetric.KAFKA_RECORDS_WRITTEN, 1);
            counters.add(BridgeMetric.KAFKA_BYTES_WRITTEN, message.value().length);
            messages.forEach(this::acknowledge);
            progressNanos = System.nanoTime();
            delivered = true;
          }
        });
  }

  private ProducerRecord<byte[], byte[]> cut(MqttMessage message) {
    counters.add(BridgeMetric.MQTT_MESSAGES_CUT, 1);
    LOG.warn(
        "a message of {} bytes is too large for a Kafka record: its head and hash are sent",
        message.payload().length);
    return envelope.oversize(message);
  }

  private void acknowledge(MqttMessage message) {
    message.acknowledgement().run();
    inFlight.release(message.weight());
    counters.add(BridgeMetric.MQTT_MESSAGES_ACKNOWLEDGED, 1);
  }

  private void throwRefusal() throws IOException {
    Exception fault = refusal.get();
    if (fault != null) {
      throw new IOException("Kafka refused a record: " + fault.getMessage(), fault);
    }
  }
}
