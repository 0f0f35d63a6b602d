package io.penstock.bridge;

import io.penstock.core.decode.Format;
import io.penstock.core.decode.lineprotocol.LineProtocolFormat;
import io.penstock.core.plan.KafkaInput;
import io.penstock.core.plan.MqttInput;
import io.penstock.core.plan.SourcePlan;
import io.penstock.core.plan.SourcePlan.UnknownSeries;
import io.penstock.core.time.TimeRule;
import io.penstock.testkit.EmbeddedKafka;
import io.penstock.testkit.EmbeddedMqtt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The brokers of all tests of this JVM; every test has Kafka topics and sessions of its own. */
final class Brokers {
  static final int PARTITIONS = 3;
  private static final AtomicInteger TESTS = new AtomicInteger();

  private final EmbeddedKafka kafka;
  private final EmbeddedMqtt mqtt3;
  private final EmbeddedMqtt5 mqtt5;

  /** Started by the first test that asks. */
  private static final class Started {
    static final Brokers ALL = new Brokers();
  }

  private Brokers() {
    try {
      Path folder = Files.createTempDirectory("penstock-brokers");
      kafka = EmbeddedKafka.start(folder.resolve("kafka"));
      mqtt3 = EmbeddedMqtt.start(folder.resolve("mqtt3"));
      mqtt5 = EmbeddedMqtt5.start(folder.resolve("mqtt5"));
    } catch (Exception e) {
      throw new IllegalStateException("the brokers did not start", e);
    }
  }

  static EmbeddedKafka kafka() {
    return Started.ALL.kafka;
  }

  static EmbeddedMqtt mqtt3() {
    return Started.ALL.mqtt3;
  }

  static EmbeddedMqtt5 mqtt5() {
    return Started.ALL.mqtt5;
  }

  static MqttConnection connection3() {
    return MqttConnection.plain(
        Started.ALL.mqtt3.host(), Started.ALL.mqtt3.port(), MqttConnection.Version.MQTT_3_1_1);
  }

  /** A name that no other test uses. */
  static String fresh(String stem) {
    return stem + TESTS.incrementAndGet();
  }

  static KafkaConnection kafkaConnection() {
    return KafkaConnection.plain(Started.ALL.kafka.bootstrapServers());
  }

  static Format lines() {
    return new LineProtocolFormat("", TimeRule.ISO);
  }

  static SourcePlan source(String filter, String group, String kafkaTopic) {
    return new SourcePlan(
        "plant",
        List.of(),
        lines(),
        UnknownSeries.QUARANTINE,
        new MqttInput(List.of(filter), group, 1, kafkaTopic),
        KafkaInput.NONE);
  }
}
