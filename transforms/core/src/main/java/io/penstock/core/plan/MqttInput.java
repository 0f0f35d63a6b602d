package io.penstock.core.plan;

import java.io.Serializable;
import java.util.List;

/**
 * What the bridge takes from an MQTT broker for a source, and where in Kafka it puts it. Brokers
 * and secrets are no part of a plan: they stay in files that are read where a connection is made.
 *
 * @param filters topic filters (MQTT 5, 4.7), without {@code $share}; empty for {@link #NONE}
 * @param group the name under which several bridges share the messages (MQTT 5, 4.8.2), or empty
 *     where each bridge gets all of them
 * @param qos the highest quality of service asked for, 1 or 2
 * @param kafkaTopic the topic that is written, {@code [a-zA-Z0-9._-]+}
 */
public record MqttInput(List<String> filters, String group, int qos, String kafkaTopic)
    implements Serializable {
  /** At least once: what the bridge needs, and no more than that. */
  public static final int DEFAULT_QOS = 1;

  /** A source that no bridge fills. */
  public static final MqttInput NONE = new MqttInput(List.of(), "", DEFAULT_QOS, "");

  /** Copies the filters. */
  public MqttInput {
    filters = List.copyOf(filters);
  }

  /** Whether a bridge fills the source. */
  public boolean isGiven() {
    return !equals(NONE);
  }

  /** Whether several bridges share the messages. */
  public boolean isShared() {
    return !group.isEmpty();
  }
}
