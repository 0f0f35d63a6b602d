package io.penstock.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.decode.Oversize;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of messages while nothing fails. */
class BridgeTest {
  static Stream<MqttConnection> brokers() {
    return Stream.of(Brokers.connection3(), Brokers.mqtt5().connection());
  }

  @ParameterizedTest
  @MethodSource("brokers")
  void everyMessageArrivesOnceAndInTheOrderOfItsTopic(MqttConnection broker) throws Exception {
    Scene scene = Scene.create(broker);
    try (Bridge bridge = scene.readyBridge(BridgeSettings.DEFAULT);
        Publisher publisher = scene.publisher()) {
      publisher.publish(3, 0, 300);

      assertThat(scene.received(publisher.count()).messages())
          .containsExactlyInAnyOrderEntriesOf(publisher.ledger());
      Await.until(
          "all is acknowledged",
          () -> bridge.value(BridgeMetric.MQTT_MESSAGES_ACKNOWLEDGED) == publisher.count());
      assertThat(bridge.value(BridgeMetric.MQTT_MESSAGES_IN_FLIGHT)).isZero();
    }
  }

  @Test
  void aRecordHoldsManyMessagesOfOneTopicAndSaysSo() throws Exception {
    Scene scene = Scene.create(Brokers.mqtt5().connection());
    BridgeSettings patient = BridgeSettings.DEFAULT.withLinger(Duration.ofSeconds(2));
    try (Bridge bridge = scene.readyBridge(patient);
        Publisher publisher = scene.publisher()) {
      publisher.publish(2, 0, 200);

      Received received = scene.received(publisher.count());
      assertThat(received.records()).hasSizeLessThan(publisher.count() / 4);
      assertThat(received.records())
          .allSatisfy(
              record -> {
                assertThat(Received.header(record, Envelope.TOPIC))
                    .isEqualTo(Received.text(record.key()));
                assertThat(Received.header(record, Envelope.RETAINED)).isEqualTo("false");
                assertThat(Received.header(record, Envelope.MESSAGES))
                    .isEqualTo("" + Received.text(record.value()).lines().count());
              });
      assertThat(bridge.value(BridgeMetric.KAFKA_RECORDS_WRITTEN))
          .isEqualTo(received.records().size());
    }
  }

  /** One broker, both protocols: Moquette clears the flag also where it must not. */
  static Stream<MqttConnection> protocols() {
    return Stream.of(
        Brokers.mqtt5().connection(MqttConnection.Version.MQTT_3_1_1),
        Brokers.mqtt5().connection());
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void aRetainedMessageIsMarked(MqttConnection broker) throws Exception {
    Scene scene = Scene.create(broker);
    try (Publisher publisher = scene.publisher()) {
      publisher.send(scene.name() + "/0", bytes("old"), Publisher.Retain.YES);
      publisher.settle();
      try (Bridge bridge = scene.readyBridge(BridgeSettings.DEFAULT)) {
        Await.until(
            "the old one is here",
            () -> bridge.value(BridgeMetric.MQTT_RETAINED_MESSAGES_RECEIVED) == 1);
        publisher.send(scene.name() + "/0", bytes("new"), Publisher.Retain.NO);
        publisher.settle();

        Received received = scene.received(2);
        assertThat(received.records())
            .extracting(record -> Received.header(record, Envelope.RETAINED))
            .containsExactly("true", "false");
        assertThat(received.messages()).containsValue(List.of("old", "new"));
        assertThat(bridge.value(BridgeMetric.MQTT_RETAINED_MESSAGES_RECEIVED)).isEqualTo(1);
      }
    }
  }

  @Test
  void whatIsTooLargeForKafkaArrivesAsItsHeadAndHash() throws Exception {
    Scene scene =
        Scene.create(Brokers.mqtt5().connection(), "", Map.of("max.message.bytes", "20000"));
    byte[] large = bytes("x".repeat(50_000));
    try (Bridge bridge = scene.readyBridge(BridgeSettings.DEFAULT);
        Publisher publisher = scene.publisher()) {
      publisher.publish(scene.name() + "/0", "before");
      publisher.send(scene.name() + "/0", large, Publisher.Retain.NO);
      publisher.publish(scene.name() + "/0", "after");
      publisher.settle();

      List<ConsumerRecord<byte[], byte[]>> records = scene.received(3).records();
      assertThat(records).hasSize(3);
      ConsumerRecord<byte[], byte[]> cut = records.get(1);
      assertThat(cut.value()).isEqualTo(bytes("x".repeat(Envelope.HEAD_BYTES)));
      assertThat(Received.header(cut, Envelope.OVERSIZE_BYTES)).isEqualTo("50000");
      assertThat(Received.header(cut, Envelope.OVERSIZE_SHA256))
          .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(large)));
      assertThat(bridge.value(BridgeMetric.MQTT_MESSAGES_CUT)).isEqualTo(1);
      assertThat(
              Oversize.told(
                      Received.header(cut, Oversize.BYTES_HEADER),
                      Received.header(cut, Oversize.SHA256_HEADER),
                      cut.value())
                  .bytes())
          .as("what the decoder makes of it")
          .isEqualTo(50_000);
    }
  }

  /** How a broker deals the messages out is its own affair; here it may give one bridge all. */
  @Test
  void bridgesOfOneGroupShareTheMessages() throws Exception {
    Scene scene = Scene.create(Brokers.mqtt5().connection(), Brokers.fresh("group"), Map.of());
    MqttLink.Opener opener = new MqttLinks(scene.broker());
    try (Bridge left =
            Scene.ready(scene.bridge(scene.name() + "-left", opener, BridgeSettings.DEFAULT));
        Bridge right =
            Scene.ready(scene.bridge(scene.name() + "-right", opener, BridgeSettings.DEFAULT));
        Publisher publisher = scene.publisher()) {
      publisher.publish(4, 0, 150);
      assertThat(scene.received(publisher.count()).count()).isEqualTo(publisher.count());
      Bridge busy = left.value(BridgeMetric.MQTT_MESSAGES_RECEIVED) > 0 ? left : right;
      busy.close();
      publisher.publish(4, 150, 300);

      Received received = scene.received(publisher.count());
      assertThat(received.distinctCount()).as("the other took over").isEqualTo(publisher.count());
      assertThat(received.count()).as("each message once").isEqualTo(publisher.count());
    }
  }

  @Test
  void aSharedSubscriptionIsRefusedOverMqtt311() {
    Scene scene = Scene.create(Brokers.connection3(), "group", Map.of());

    assertThatThrownBy(() -> Bridge.requireSharing(List.of(scene.source()), scene.broker()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "source plant has mqtt.group, which needs version=5 in the connection file, but was:"
                + " 3.1.1");
  }

  @ParameterizedTest
  @MethodSource("brokers")
  void aStoppedBridgeHasBroughtHomeWhatItReceivedAndKeepsItsSession(MqttConnection broker)
      throws Exception {
    Scene scene = Scene.create(broker);
    BridgeSettings patient = BridgeSettings.DEFAULT.withLinger(Duration.ofSeconds(10));
    try (Publisher publisher = scene.publisher()) {
      try (Bridge bridge = scene.readyBridge(patient)) {
        publisher.publish(1, 0, 5);
        Await.until(
            "all is received", () -> bridge.value(BridgeMetric.MQTT_MESSAGES_RECEIVED) == 5);
      }
      publisher.publish(1, 5, 10);
      try (Bridge bridge = scene.bridge(BridgeSettings.DEFAULT)) {
        publisher.publish(1, 10, 11);

        assertThat(scene.received(11).messages()).containsExactlyEntriesOf(publisher.ledger());
        assertThat(bridge.value(BridgeMetric.MQTT_MESSAGES_RECEIVED)).isEqualTo(6);
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
