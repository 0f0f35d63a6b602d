package io.penstock.bridge;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files that say where brokers are, so that neither addresses nor secrets are in options, where
 * the process list shows them, or in plans, which go into version control.
 *
 * <p>For MQTT, properties {@code url} ({@code mqtt://host:port} or {@code mqtts://host:port}),
 * {@code version} (5 or 3.1.1; default 5), {@code user}, {@code passwordFile}, {@code trustStore},
 * {@code trustStorePasswordFile}, {@code keyStore}, {@code keyStorePasswordFile}, {@code
 * sessionExpiry} and {@code keepAlive} (ISO 8601). For Kafka, the properties of a Kafka client.
 * Paths are relative to the file.
 */
public final class ConnectionFiles {
  private static final Set<String> MQTT_KEYS =
      Set.of(
          "url",
          "version",
          "user",
          "passwordFile",
          "trustStore",
          "trustStorePasswordFile",
          "keyStore",
          "keyStorePasswordFile",
          "sessionExpiry",
          "keepAlive");

  private static final int PORT = 1883;
  private static final int TLS_PORT = 8883;

  private ConnectionFiles() {}

  /**
   * Reads the connection file of an MQTT broker.
   *
   * @throws IOException when it cannot be read or says something that is not known; the message
   *     names file, key and what would be right
   */
  public static MqttConnection mqtt(Path file) throws IOException {
    Properties properties = load(file);
    Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
    unknown.removeAll(MQTT_KEYS);
    if (!unknown.isEmpty()) {
      throw new IOException(
          file + " must have no other keys than " + new TreeSet<>(MQTT_KEYS) + ": " + unknown);
    }
    URI url = url(file, required(properties, "url", file));
    boolean secure = "mqtts".equals(url.getScheme());
    return new MqttConnection(
        String.valueOf(url.getHost()),
        url.getPort() > 0 ? url.getPort() : secure ? TLS_PORT : PORT,
        version(file, properties.getProperty("version", "5")),
        properties.getProperty("user", ""),
        path(file, properties, "passwordFile"),
        secure ? Optional.of(tls(file, properties)) : Optional.empty(),
        duration(file, properties, "sessionExpiry", MqttConnection.DEFAULT_SESSION_EXPIRY),
        duration(file, properties, "keepAlive", MqttConnection.DEFAULT_KEEP_ALIVE));
  }

  /** Reads the connection file of Kafka: properties of its client. */
  public static KafkaConnection kafka(Path file) throws IOException {
    Properties properties = load(file);
    required(properties, "bootstrap.servers", file);
    TreeMap<String, String> settings = new TreeMap<>();
    for (String key : properties.stringPropertyNames()) {
      settings.put(key, properties.getProperty(key, ""));
    }
    try {
      return new KafkaConnection(settings);
    } catch (IllegalArgumentException refused) {
      throw new IOException(file + " " + refused.getMessage(), refused);
    }
  }

  private static Properties load(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(in);
    } catch (IllegalArgumentException malformed) {
      throw new IOException(file + " is no properties file: " + malformed.getMessage(), malformed);
    }
    return properties;
  }

  private static TlsFiles tls(Path file, Properties properties) {
    return new TlsFiles(
        path(file, properties, "trustStore"),
        path(file, properties, "trustStorePasswordFile"),
        path(file, properties, "keyStore"),
        path(file, properties, "keyStorePasswordFile"));
  }

  private static URI url(Path file, String text) throws IOException {
    try {
      URI url = URI.create(text);
      boolean known = "mqtt".equals(url.getScheme()) || "mqtts".equals(url.getScheme());
      if (known && url.getHost() != null && url.getUserInfo() == null) {
        return url;
      }
    } catch (IllegalArgumentException noUrl) {
      // Reported below, with what would be one; the text may hold a password, so it is not shown.
    }
    throw new IOException(
        file + ": url must be mqtt://host:port or mqtts://host:port, without a user");
  }

  private static MqttConnection.Version version(Path file, String text) throws IOException {
    return switch (text) {
      case "5" -> MqttConnection.Version.MQTT_5;
      case "3.1.1" -> MqttConnection.Version.MQTT_3_1_1;
      default -> throw new IOException(file + ": version must be 5 or 3.1.1, but was: " + text);
    };
  }

  private static Duration duration(Path file, Properties properties, String key, Duration standard)
      throws IOException {
    String text = properties.getProperty(key, "");
    if (text.isEmpty()) {
      return standard;
    }
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative() && !duration.isZero()) {
        return duration;
      }
    } catch (DateTimeParseException noDuration) {
      // Reported below, with what would be one.
    }
    throw new IOException(
        file + ": " + key + " must be a duration such as " + standard + ", but was: " + text);
  }

  private static String path(Path file, Properties properties, String key) {
    String path = properties.getProperty(key, "");
    return path.isEmpty() ? "" : file.toAbsolutePath().resolveSibling(path).toString();
  }

  private static String required(Properties properties, String key, Path file) throws IOException {
    String value = properties.getProperty(key, "");
    if (value.isEmpty()) {
      throw new IOException(file + " must set " + key);
    }
    return value;
  }
}
