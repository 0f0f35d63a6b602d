package io.penstock.bridge;

import java.time.Duration;
import java.util.Optional;

/**
 * How to reach an MQTT broker.
 *
 * @param host its name or address
 * @param port its port
 * @param version the protocol
 * @param user who connects, or empty
 * @param passwordFile a file with the password, or empty; read at every connect, so that a password
 *     can change while the bridge runs
 * @param tls the certificates, or empty for plain TCP
 * @param sessionExpiry how long the broker keeps the session of an absent bridge (MQTT 5; an MQTT
 *     3.1.1 broker has a rule of its own)
 * @param keepAlive how long a connection may be silent
 */
public record MqttConnection(
    String host,
    int port,
    Version version,
    String user,
    String passwordFile,
    Optional<TlsFiles> tls,
    Duration sessionExpiry,
    Duration keepAlive) {

  /** The protocols that are spoken. */
  public enum Version {
    /** OASIS standard of 2014. */
    MQTT_3_1_1,
    /** OASIS standard of 2019. */
    MQTT_5
  }

  /** A week: longer than any repair that nobody has noticed. */
  public static final Duration DEFAULT_SESSION_EXPIRY = Duration.ofDays(7);

  /** What most brokers and address translators in between put up with. */
  public static final Duration DEFAULT_KEEP_ALIVE = Duration.ofSeconds(30);

  /** Anybody's broker, without TLS. */
  public static MqttConnection plain(String host, int port, Version version) {
    return new MqttConnection(
        host, port, version, "", "", Optional.empty(), DEFAULT_SESSION_EXPIRY, DEFAULT_KEEP_ALIVE);
  }

  /** Where it is, for logs: never with a secret. */
  @Override
  public String toString() {
    return (tls.isPresent() ? "mqtts://" : "mqtt://") + host + ":" + port;
  }
}
