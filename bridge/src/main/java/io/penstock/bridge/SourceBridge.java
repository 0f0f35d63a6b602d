package io.penstock.bridge;

import static io.penstock.bridge.BridgeMetric.KAFKA_CONNECTIONS_FAILED;
import static io.penstock.bridge.BridgeMetric.MQTT_BYTES_IN_FLIGHT;
import static io.penstock.bridge.BridgeMetric.MQTT_CONNECTIONS_FAILED;
import static io.penstock.bridge.BridgeMetric.MQTT_CONNECTIONS_OPENED;
import static io.penstock.bridge.BridgeMetric.MQTT_MESSAGES_IN_FLIGHT;
import static io.penstock.bridge.BridgeMetric.SOURCE_READY;

import io.penstock.core.plan.SourcePlan;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bridges one source: opens Kafka first and MQTT second, lets messages flow until one of them
 * fails, and begins anew. Nothing is taken from MQTT that Kafka could not take, and nothing that is
 * under way is forgotten by the broker before Kafka has it.
 */
final class SourceBridge implements Runnable {
  /** Where a source stands. */
  enum State {
    /** Kafka cannot be asked. */
    WAITING_FOR_KAFKA,
    /** The MQTT broker cannot be reached. */
    WAITING_FOR_MQTT,
    /** Messages flow. */
    READY,
    /** Messages are here and Kafka has taken none for half a minute. */
    STALLED,
    /** It has ended. */
    STOPPED
  }

  private static final Logger LOG = LoggerFactory.getLogger(SourceBridge.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

  private final SourcePlan source;
  private final MqttRoute route;
  private final MqttLink.Opener mqtt;
  private final KafkaConnection kafka;
  private final BridgeSettings settings;
  private final SourceCounters counters = new SourceCounters();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Backoff kafkaBackoff = backoff();
  private final Backoff mqttBackoff = backoff();
  private volatile State state = State.WAITING_FOR_KAFKA;
  private volatile @Nullable Flow flow;
  private volatile @Nullable MqttLink link;

  SourceBridge(
      SourcePlan source,
      String clientId,
      MqttLink.Opener mqtt,
      KafkaConnection kafka,
      BridgeSettings settings) {
    this.source = source;
    this.route = new MqttRoute(clientId, source.mqtt(), settings.inFlightMessages());
    this.mqtt = mqtt;
    this.kafka = kafka;
    this.settings = settings;
  }

  String name() {
    return source.name();
  }

  State state() {
    Flow running = flow;
    MqttLink open = link;
    if (running == null || open == null || !open.isSubscribed()) {
      return state;
    }
    return running.isStalled() ? State.STALLED : State.READY;
  }

  long value(BridgeMetric metric) {
    Flow running = flow;
    return switch (metric) {
      case MQTT_MESSAGES_IN_FLIGHT -> running == null ? 0 : running.inFlight().messages();
      case MQTT_BYTES_IN_FLIGHT -> running == null ? 0 : running.inFlight().bytes();
      case SOURCE_READY -> state() == State.READY ? 1 : 0;
      default -> counters.value(metric);
    };
  }

  /** Asks it to stop: receive nothing more, bring what it has to Kafka, disconnect. */
  void stop() {
    stopping.countDown();
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  @Override
  public void run() {
    try {
      while (!isStopping()) {
        bridge();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      state = State.STOPPED;
    }
  }

  /** Opens Kafka and lets one MQTT connection after the other flow into it until it fails. */
  private void bridge() throws InterruptedException {
    state = State.WAITING_FOR_KAFKA;
    try (KafkaSink sink = KafkaSink.open(kafka, route.input().kafkaTopic(), settings)) {
      Envelope envelope =
          new Envelope(route.input().kafkaTopic(), source.format(), sink.largestRecord());
      while (!isStopping()) {
        connect(new Flow(envelope, sink, settings, counters));
        kafkaBackoff.reset();
      }
    } catch (IOException e) {
      counters.add(KAFKA_CONNECTIONS_FAILED, 1);
      pause(kafkaBackoff.next(), "Kafka", e);
    }
  }

  /** One MQTT connection: an {@code IOException} that leaves here is Kafka's. */
  private void connect(Flow next) throws IOException, InterruptedException {
    state = State.WAITING_FOR_MQTT;
    MqttLink opened;
    try {
      opened = mqtt.open(route, next::receive);
    } catch (IOException e) {
      counters.add(MQTT_CONNECTIONS_FAILED, 1);
      next.inFlight().close();
      pause(mqttBackoff.next(), "MQTT", e);
      return;
    }
    counters.add(MQTT_CONNECTIONS_OPENED, 1);
    LOG.info("source {}: connected as {} for {}", name(), route.clientId(), route.subscriptions());
    flow = next;
    link = opened;
    try {
      next.run(opened, this::isStopping);
    } finally {
      link = null;
      opened.close();
      flow = null;
    }
    if (!isStopping()) {
      counters.add(MQTT_CONNECTIONS_FAILED, 1);
      if (next.hasDelivered()) {
        mqttBackoff.reset();
      }
      pause(mqttBackoff.next(), "MQTT", new IOException("the connection was lost"));
    }
  }

  private void pause(Duration wait, String what, IOException fault) throws InterruptedException {
    if (!isStopping()) {
      LOG.warn(
          "source {}: {} failed, trying again in {} ms: {}",
          name(),
          what,
          wait.toMillis(),
          fault.getMessage());
      boolean unused = stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static Backoff backoff() {
    return new Backoff(FIRST_WAIT, LONGEST_WAIT, new SplittableRandom());
  }
}
