package io.penstock.core.plan;

import java.io.Serializable;

/**
 * Where a source's live messages are. Brokers and secrets are no part of a plan: they stay in a
 * file that is read where and when a connection is made.
 *
 * @param topic the topic, {@code [a-zA-Z0-9._-]+}; empty for {@link #NONE}
 * @param connection the connection's file: properties of a Kafka client
 */
public record KafkaInput(String topic, String connection) implements Serializable {
  /** A source without live messages. */
  public static final KafkaInput NONE = new KafkaInput("", "");

  /** Whether there is a topic. */
  public boolean isGiven() {
    return !topic.isEmpty();
  }
}
