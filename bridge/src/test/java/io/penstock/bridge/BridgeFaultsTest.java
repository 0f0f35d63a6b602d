package io.penstock.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.testkit.EmbeddedKafka;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is lost and every topic keeps its order, whatever fails; copies are allowed. */
@Tag("faults")
class BridgeFaultsTest {
  static Stream<MqttConnection> brokers() {
    return Stream.of(Brokers.connection3(), Brokers.mqtt5().connection());
  }

  /** The moment between Kafka's acknowledgement and MQTT's, made to last. */
  @ParameterizedTest
  @MethodSource("brokers")
  void whatKafkaHasAndMqttWasNotToldComesAgain(MqttConnection broker) throws Exception {
    Scene scene = Scene.create(broker);
    MqttLinks links = new MqttLinks(broker);
    MqttLink.Opener silent =
        (route, receiver) -> links.open(route, message -> receiver.accept(unacknowledged(message)));
    try (Publisher publisher = scene.publisher()) {
      int known;
      try (Bridge bridge =
          Scene.ready(scene.bridge(scene.name(), silent, BridgeSettings.DEFAULT))) {
        publisher.publish(2, 0, 50);
        Await.until(
            "Kafka has what the broker's window lets through",
            () -> bridge.value(BridgeMetric.KAFKA_RECORDS_WRITTEN) > 0);
        known = scene.received(1).count();
      }
      try (Bridge bridge = scene.bridge(BridgeSettings.DEFAULT)) {
        Await.until(
            "the broker has been told of everything",
            () -> bridge.value(BridgeMetric.MQTT_MESSAGES_ACKNOWLEDGED) >= publisher.count());

        Received received = scene.received(publisher.count());
        assertThat(received.distinct()).containsExactlyInAnyOrderEntriesOf(publisher.ledger());
        assertThat(received.count()).isGreaterThanOrEqualTo(publisher.count() + known);
      }
    }
  }

  private static MqttMessage unacknowledged(MqttMessage message) {
    return new MqttMessage(message.topic(), message.payload(), message.retained(), () -> {});
  }

  @Test
  void aBridgeKilledAgainAndAgainLosesNothing() throws Exception {
    Scene scene = Scene.create(Brokers.mqtt5().connection());
    try (Bridge first = scene.readyBridge(BridgeSettings.DEFAULT)) {
      assertThat(first.isReady()).as("the session is made").isTrue();
    }
    try (Publisher publisher = scene.publisher()) {
      for (int kill = 0; kill < 3; kill++) {
        int from = kill * 2000;
        Process bridge = BridgeProcess.start(scene);
        try {
          CompletableFuture<Void> publishing =
              CompletableFuture.runAsync(() -> publish(publisher, from, from + 2000));
          int before = scene.received(from + 50).count();
          bridge.destroyForcibly().waitFor();
          assertThat(before).as("killed at work").isPositive();
          publishing.join();
        } finally {
          bridge.destroyForcibly().waitFor();
        }
      }
      try (Bridge bridge = scene.bridge(BridgeSettings.DEFAULT)) {
        Received received = scene.received(publisher.count());
        assertThat(received.distinct()).containsExactlyInAnyOrderEntriesOf(publisher.ledger());
        assertThat(bridge.isAlive()).isTrue();
      }
    }
  }

  @Test
  void aRestartOfKafkaLosesNothing() throws Exception {
    Scene scene = Scene.create(Brokers.mqtt5().connection());
    EmbeddedKafka kafka = Brokers.kafka();
    try (Bridge bridge = scene.readyBridge(BridgeSettings.DEFAULT);
        Publisher publisher = scene.publisher()) {
      publisher.publish(3, 0, 100);
      kafka.stop();
      publisher.publish(3, 100, 400);
      kafka.restart();
      publisher.publish(3, 400, 500);

      Received received = scene.received(publisher.count());
      assertThat(received.distinct()).containsExactlyInAnyOrderEntriesOf(publisher.ledger());
      assertThat(bridge.value(BridgeMetric.MQTT_CONNECTIONS_OPENED)).isEqualTo(1);
    } finally {
      kafka.restart();
    }
  }

  /** Both protocols of one broker: Moquette forgets what is queued in it when it stops. */
  static Stream<MqttConnection> protocols() {
    return BridgeTest.protocols();
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void aRestartOfTheMqttBrokerLosesNothing(MqttConnection broker) throws Exception {
    Scene scene = Scene.create(broker);
    try (Bridge bridge = scene.readyBridge(BridgeSettings.DEFAULT);
        Publisher publisher = scene.publisher()) {
      publisher.publish(3, 0, 200);
      Brokers.mqtt5().stop();
      Await.until("the bridge notices", () -> !bridge.isReady());
      Brokers.mqtt5().restart();
      publisher.publish(3, 200, 400);

      assertThat(scene.received(publisher.count()).distinct())
          .containsExactlyInAnyOrderEntriesOf(publisher.ledger());
      assertThat(bridge.value(BridgeMetric.MQTT_CONNECTIONS_OPENED)).isGreaterThan(1);
    } finally {
      Brokers.mqtt5().restart();
    }
  }

  /** Kafka as slow as can be: not there. How far a broker fills its window is its own affair. */
  @Test
  void whileKafkaIsSlowTheBrokerKeepsTheMessages() throws Exception {
    Scene scene = Scene.create(Brokers.mqtt5().connection());
    BridgeSettings few = BridgeSettings.DEFAULT.withInFlightMessages(20);
    try (Bridge bridge = scene.readyBridge(few);
        Publisher publisher = scene.publisher()) {
      Brokers.kafka().stop();
      for (int i = 0; i < 10; i++) {
        publisher.publish(2, i * 100, (i + 1) * 100);
        assertThat(bridge.value(BridgeMetric.MQTT_MESSAGES_RECEIVED)).isLessThanOrEqualTo(20);
      }
      Await.until(
          "something waits for Kafka",
          () -> bridge.value(BridgeMetric.MQTT_MESSAGES_IN_FLIGHT) > 0);
      assertThat(bridge.value(BridgeMetric.MQTT_MESSAGES_ACKNOWLEDGED)).isZero();
      Brokers.kafka().restart();

      assertThat(scene.received(publisher.count()).distinct())
          .containsExactlyInAnyOrderEntriesOf(publisher.ledger());
    } finally {
      Brokers.kafka().restart();
    }
  }

  /** The same in bytes: six fit, though this broker would send ten. */
  @Test
  void whileKafkaIsSlowMemoryIsBoundedInBytes() throws Exception {
    Scene scene = Scene.create(Brokers.connection3());
    long most = 64 << 10;
    String filling = "x".repeat(10_000);
    try (Bridge bridge = scene.readyBridge(BridgeSettings.DEFAULT.withInFlightBytes(most));
        Publisher publisher = scene.publisher()) {
      Brokers.kafka().stop();
      for (int i = 0; i < 100; i++) {
        publisher.publish(scene.name() + "/0", i + filling);
        assertThat(bridge.value(BridgeMetric.MQTT_BYTES_IN_FLIGHT)).isLessThanOrEqualTo(most);
      }
      publisher.settle();
      Await.until(
          "nothing more fits",
          () -> bridge.value(BridgeMetric.MQTT_BYTES_IN_FLIGHT) > most - 11_000);
      assertThat(bridge.value(BridgeMetric.MQTT_MESSAGES_RECEIVED)).isEqualTo(6);
      Brokers.kafka().restart();

      assertThat(scene.received(publisher.count()).distinct())
          .containsExactlyInAnyOrderEntriesOf(publisher.ledger());
    } finally {
      Brokers.kafka().restart();
    }
  }

  /** What the session holds is more than fits, and comes before the answer to the subscription. */
  @Test
  void aSessionWithMoreThanFitsIsTakenUpAgain() throws Exception {
    Scene scene = Scene.create(Brokers.connection3());
    String filling = "x".repeat(10_000);
    try (Bridge first = scene.readyBridge(BridgeSettings.DEFAULT)) {
      assertThat(first.isReady()).isTrue();
    }
    try (Publisher publisher = scene.publisher()) {
      for (int i = 0; i < 50; i++) {
        publisher.publish(scene.name() + "/0", i + filling);
      }
      publisher.settle();
      try (Bridge bridge = scene.bridge(BridgeSettings.DEFAULT.withInFlightBytes(25_000))) {
        assertThat(scene.received(50).messages()).containsExactlyEntriesOf(publisher.ledger());
        assertThat(bridge.value(BridgeMetric.MQTT_CONNECTIONS_OPENED)).isEqualTo(1);
      }
    }
  }

  @Test
  void aBridgeWaitsForATopicThatIsNotThereYet() throws Exception {
    String name = Brokers.fresh("t");
    Scene scene =
        new Scene(name, Brokers.mqtt5().connection(), Brokers.source(name + "/#", "", name));
    try (Bridge bridge = scene.bridge(BridgeSettings.DEFAULT)) {
      Await.until(
          "Kafka has been asked in vain",
          () -> bridge.value(BridgeMetric.KAFKA_CONNECTIONS_FAILED) > 0);
      assertThat(bridge.isAlive()).isTrue();
      assertThat(bridge.value(BridgeMetric.MQTT_CONNECTIONS_OPENED)).isZero();

      Brokers.kafka().createTopic(name, Brokers.PARTITIONS);

      assertThat(Scene.ready(bridge).isReady()).isTrue();
    }
  }

  private static void publish(Publisher publisher, int from, int to) {
    try {
      publisher.publish(1, from, to);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
