package io.penstock.io.kafka;

import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How to reach a Kafka cluster: the name of a file with the properties of a Kafka client, read
 * whenever a client is made. Brokers and secrets are never part of a job graph, an option or a
 * checkpoint, so a moved broker or a new password needs no new job.
 *
 * <p>TLS, mutual TLS and SASL are set by Kafka's own keys ({@code security.protocol}, {@code
 * ssl.*}, {@code sasl.*}).
 *
 * @param file the file, which every worker can read; UTF-8
 */
public record KafkaConnection(String file) implements Serializable {
  /** What decides about loss and doubles is no matter of a connection. */
  private static final List<String> RESERVED =
      List.of(
          ConsumerConfig.GROUP_ID_CONFIG,
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          ConsumerConfig.ISOLATION_LEVEL_CONFIG,
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);

  /**
   * Reads the file.
   *
   * @throws IOException if it cannot be read, names no broker, or sets what Penstock sets itself
   */
  public Map<String, Object> properties() throws IOException {
    Properties read = new Properties();
    try (Reader in = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
      read.load(in);
    }
    Map<String, Object> properties = new TreeMap<>();
    read.stringPropertyNames().forEach(key -> properties.put(key, read.getProperty(key)));
    if (!properties.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
      throw new IOException(file + " must set " + CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    }
    for (String key : RESERVED) {
      if (properties.containsKey(key)) {
        throw new IOException(file + " must not set " + key + ", which Penstock sets itself");
      }
    }
    return properties;
  }
}
