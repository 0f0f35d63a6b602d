package io.penstock.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.testkit.EmbeddedMqtt;
import io.penstock.testkit.FreePort;
import io.penstock.testkit.tls.Authority;
import io.penstock.testkit.tls.KeyStoreFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MQTT over TLS, with the stores that a connection file names. */
class MqttTlsTest {
  private static Path folder;
  private static Authority authority;

  @BeforeAll
  static void makeCertificates(@TempDir Path temporary) throws Exception {
    folder = temporary;
    authority = Authority.in(folder.resolve("authority"));
    authority.trust(folder.resolve("trust.p12"), "of-the-bridge");
    Files.writeString(folder.resolve("trust.password"), "of-the-bridge");
  }

  @Test
  void messagesComeThroughTls() throws Exception {
    int port = FreePort.next();
    KeyStoreFile keys = authority.sign("mqtt", folder.resolve("mqtt.p12"), "of-the-broker");
    try (EmbeddedMqtt broker = EmbeddedMqtt.start(folder.resolve("right"), port, keys)) {
      Scene scene = Scene.create(secured(port));
      try (Bridge bridge = scene.readyBridge(BridgeSettings.DEFAULT);
          Publisher publisher = Publisher.connect(plain(broker), scene.name())) {
        publisher.publish(2, 0, 20);

        assertThat(scene.received(publisher.count()).messages())
            .containsExactlyInAnyOrderEntriesOf(publisher.ledger());
        assertThat(bridge.value(BridgeMetric.MQTT_CONNECTIONS_FAILED)).isZero();
      }
    }
  }

  @Test
  void aBrokerThatNobodyVouchesForIsRefused() throws Exception {
    KeyStoreFile keys =
        Authority.in(folder.resolve("strangers"))
            .sign("mqtt", folder.resolve("stranger.p12"), "of-a-stranger");

    assertRefused(keys, "PKIX path");
  }

  @Test
  void aBrokerOfAnotherNameIsRefused() throws Exception {
    KeyStoreFile keys =
        authority.signFor(
            "dns:mqtt.elsewhere.example", "mqtt", folder.resolve("other.p12"), "of-another");

    assertRefused(keys, "127.0.0.1");
  }

  private static void assertRefused(KeyStoreFile keys, String because) throws IOException {
    int port = FreePort.next();
    try (EmbeddedMqtt broker = EmbeddedMqtt.start(folder.resolve("wrong-" + port), port, keys)) {
      MqttRoute route = new MqttRoute("refused", Brokers.source("plant/#", "", "plant").mqtt(), 10);
      assertThatThrownBy(() -> new MqttLinks(secured(port)).open(route, message -> {}))
          .isInstanceOf(IOException.class)
          .hasStackTraceContaining(because);
    }
  }

  /** As a connection file beside the stores says it. */
  private static MqttConnection secured(int port) throws IOException {
    return ConnectionFiles.mqtt(
        Files.writeString(
            folder.resolve("mqtt-" + port + ".properties"),
            """
            url=mqtts://127.0.0.1:%d
            version=3.1.1
            trustStore=trust.p12
            trustStorePasswordFile=trust.password
            """
                .formatted(port)));
  }

  private static MqttConnection plain(EmbeddedMqtt broker) {
    return MqttConnection.plain(broker.host(), broker.port(), MqttConnection.Version.MQTT_3_1_1);
  }
}
