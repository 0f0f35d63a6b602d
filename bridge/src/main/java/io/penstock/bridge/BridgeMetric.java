package io.penstock.bridge;

import java.util.Locale;

/**
 * Everything a bridge counts, per source of the plan. In Prometheus each is {@code
 * penstock_bridge_<name>}, counters with {@code _total}.
 */
public enum BridgeMetric {
  /** MQTT messages received, repeated ones too. */
  MQTT_MESSAGES_RECEIVED(Kind.COUNTER),
  /** Bytes of their payloads. */
  MQTT_BYTES_RECEIVED(Kind.COUNTER),
  /** Received messages that the broker had retained. */
  MQTT_RETAINED_MESSAGES_RECEIVED(Kind.COUNTER),
  /** MQTT messages acknowledged, after Kafka had them. */
  MQTT_MESSAGES_ACKNOWLEDGED(Kind.COUNTER),
  /** MQTT messages too large for Kafka, of which a head and a hash were sent. */
  MQTT_MESSAGES_CUT(Kind.COUNTER),
  /** Connections to the MQTT broker that were made. */
  MQTT_CONNECTIONS_OPENED(Kind.COUNTER),
  /** Connections to the MQTT broker that were lost or refused. */
  MQTT_CONNECTIONS_FAILED(Kind.COUNTER),
  /** Kafka records that all in-sync replicas have. */
  KAFKA_RECORDS_WRITTEN(Kind.COUNTER),
  /** Bytes of their values. */
  KAFKA_BYTES_WRITTEN(Kind.COUNTER),
  /** Times that Kafka could not be asked or refused for good, so that everything began anew. */
  KAFKA_CONNECTIONS_FAILED(Kind.COUNTER),
  /** MQTT messages received and not yet in Kafka. */
  MQTT_MESSAGES_IN_FLIGHT(Kind.GAUGE),
  /** What they take of the memory that is allowed. */
  MQTT_BYTES_IN_FLIGHT(Kind.GAUGE),
  /** 1 while messages can flow, else 0. */
  SOURCE_READY(Kind.GAUGE);

  /** How a number behaves. */
  public enum Kind {
    /** It only grows. */
    COUNTER,
    /** It goes up and down. */
    GAUGE
  }

  private final Kind kind;

  BridgeMetric(Kind kind) {
    this.kind = kind;
  }

  /** How the number behaves. */
  public Kind kind() {
    return kind;
  }

  /** The name in Prometheus. */
  public String metricName() {
    String name = "penstock_bridge_" + name().toLowerCase(Locale.ROOT);
    return kind == Kind.COUNTER ? name + "_total" : name;
  }
}
