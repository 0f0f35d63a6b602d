package io.penstock.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.testkit.manifests.Kustomize;
import io.penstock.testkit.manifests.StrictYaml;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that pods find are what the programs in them can read. */
class MountedFilesTest {
  private static final String FOLDER = "/etc/penstock/kafka";

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void kafkasClientTakesItsPasswordsFromFilesAndShowsNone(String overlay, @TempDir Path mounted)
      throws IOException {
    Files.writeString(mounted.resolve("user.password"), "of the user");
    Files.writeString(mounted.resolve("ca.password"), "of the CA");
    Path file = Kustomize.folder().resolve("overlays").resolve(overlay);
    String text = Files.readString(file.resolve("config/kafka.properties"));

    ConsumerConfig config = consumer(text.replace(FOLDER, mounted.toString()));

    assertThat(config.getPassword("ssl.keystore.password").value()).isEqualTo("of the user");
    assertThat(config.getPassword("ssl.truststore.password").value()).isEqualTo("of the CA");
    assertThat(config.values().toString())
        .doesNotContain("of the user")
        .doesNotContain("of the CA");
  }

  @Test
  void aLogLineIsOneJsonObjectWhateverIsLogged() throws IOException {
    String nasty = "a \"quoted\" \\ line\nand\tanother \u001b[31m \u0000";
    Log4jLogEvent event =
        Log4jLogEvent.newBuilder()
            .setLevel(Level.WARN)
            .setLoggerName("io.penstock.Test")
            .setMessage(new SimpleMessage(nasty))
            .setThrown(new IOException("broken: \"" + nasty + "\""))
            .build();

    String line = layout().toSerializable(event);

    assertThat(line.strip()).doesNotContain("\n");
    JsonNode json = new ObjectMapper().readTree(line);
    assertThat(json.path("message").asText()).isEqualTo(nasty);
    assertThat(json.path("level").asText()).isEqualTo("WARN");
    assertThat(json.path("error").asText()).contains("java.io.IOException").contains(nasty);
  }

  private static ConsumerConfig consumer(String text) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    Map<String, Object> settings = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
    settings.put("key.deserializer", ByteArrayDeserializer.class.getName());
    settings.put("value.deserializer", ByteArrayDeserializer.class.getName());
    return new ConsumerConfig(settings);
  }

  private static PatternLayout layout() throws IOException {
    Path file = Kustomize.folder().resolve("base/flink/flinkdeployment.yaml");
    String text =
        StrictYaml.read(Files.readString(file))
            .get(0)
            .at("/spec/logConfiguration/log4j-console.properties")
            .asText();
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    return PatternLayout.newBuilder()
        .withPattern(properties.getProperty("appender.console.layout.pattern"))
        .withAlwaysWriteExceptions(
            Boolean.parseBoolean(
                properties.getProperty("appender.console.layout.alwaysWriteExceptions")))
        .build();
  }
}
