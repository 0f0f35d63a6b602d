package io.penstock.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionFilesTest {
  @Test
  void whatIsNotSaidTakesItsDefault(@TempDir Path folder) throws IOException {
    assertThat(ConnectionFiles.mqtt(file(folder, "url=mqtt://broker")))
        .isEqualTo(MqttConnection.plain("broker", 1883, MqttConnection.Version.MQTT_5));
  }

  @Test
  void everySettingIsRead(@TempDir Path folder) throws IOException {
    Path file =
        file(
            folder,
            "url=mqtts://broker:8884",
            "version=3.1.1",
            "user=u",
            "passwordFile=p",
            "trustStore=/abs/t",
            "trustStorePasswordFile=tp",
            "keyStore=k",
            "keyStorePasswordFile=kp",
            "sessionExpiry=PT1H",
            "keepAlive=PT10S");
    assertThat(ConnectionFiles.mqtt(file))
        .isEqualTo(
            new MqttConnection(
                "broker",
                8884,
                MqttConnection.Version.MQTT_3_1_1,
                "u",
                folder.resolve("p").toString(),
                Optional.of(
                    new TlsFiles(
                        "/abs/t",
                        folder.resolve("tp").toString(),
                        folder.resolve("k").toString(),
                        folder.resolve("kp").toString())),
                Duration.ofHours(1),
                Duration.ofSeconds(10)));
  }

  @Test
  void mistakesAreToldWithFileAndKeyAndNeverWithASecret(@TempDir Path folder) throws IOException {
    assertRefused(folder, "host=x", "must have no other keys than [keepAlive,");
    assertRefused(folder, "version=5", "must set url");
    assertRefused(folder, "url=tcp://x", "url must be mqtt://host:port or mqtts://host:port");
    assertRefused(folder, "url=mqtt://x\nversion=4", "version must be 5 or 3.1.1, but was: 4");
    assertRefused(
        folder, "url=mqtt://x\nkeepAlive=10", "keepAlive must be a duration such as PT30S");
    assertThatThrownBy(() -> ConnectionFiles.mqtt(file(folder, "url=mqtt://me:secret@broker")))
        .hasMessageContaining("without a user")
        .hasMessageNotContaining("secret");
  }

  @Test
  void whatThePromisesRestOnIsNotForTheKafkaFileToSay(@TempDir Path folder) throws IOException {
    assertThatThrownBy(
            () -> ConnectionFiles.kafka(file(folder, "bootstrap.servers=k:9092", "acks=1")))
        .hasMessageContaining("must leave to the bridge: [acks]");
    assertThat(
            ConnectionFiles.kafka(
                    file(folder, "bootstrap.servers=k:9092", "sasl.jaas.config=secret"))
                .toString())
        .isEqualTo("Kafka at k:9092");
  }

  private static void assertRefused(Path folder, String text, String message) throws IOException {
    Path file = file(folder, text);
    assertThatThrownBy(() -> ConnectionFiles.mqtt(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  private static Path file(Path folder, String... lines) throws IOException {
    return Files.writeString(folder.resolve("c.properties"), String.join("\n", lines));
  }
}
