package io.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMqttTest {
  @Test
  void comesBackOnTheSamePort(@TempDir Path folder) throws Exception {
    try (EmbeddedMqtt mqtt = EmbeddedMqtt.start(folder)) {
      mqtt.stop();
      mqtt.restart();

      try (Socket client = new Socket(mqtt.host(), mqtt.port())) {
        assertThat(client.isConnected()).isTrue();
      }
    }
  }
}
