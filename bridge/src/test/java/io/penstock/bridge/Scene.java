package io.penstock.bridge;

import io.penstock.core.plan.SourcePlan;
import java.util.List;
import java.util.Map;

/**
 * What one test bridges: MQTT topics under a prefix of its own into a Kafka topic of its own.
 *
 * @param name the prefix, the Kafka topic and the instance
 * @param broker where it publishes and subscribes
 * @param source the plan's source
 */
record Scene(String name, MqttConnection broker, SourcePlan source) {
  static Scene create(MqttConnection broker) {
    return create(broker, "", Map.of());
  }

  static Scene create(MqttConnection broker, String group, Map<String, String> topicSettings) {
    String name = Brokers.fresh("t");
    Brokers.kafka().createTopic(name, Brokers.PARTITIONS, topicSettings);
    return new Scene(name, broker, Brokers.source(name + "/#", group, name));
  }

  Bridge bridge(BridgeSettings settings) {
    return bridge(name, new MqttLinks(broker), settings);
  }

  Bridge bridge(String instance, MqttLink.Opener opener, BridgeSettings settings) {
    return Bridge.start(
        "test", List.of(source), instance, opener, Brokers.kafkaConnection(), settings);
  }

  /** A bridge whose session and subscriptions are there, so that what is published is for it. */
  Bridge readyBridge(BridgeSettings settings) {
    return ready(bridge(settings));
  }

  static Bridge ready(Bridge bridge) {
    Await.until("the bridge is ready", bridge::isReady);
    return bridge;
  }

  Publisher publisher() throws Exception {
    return Publisher.connect(broker, name);
  }

  /** Everything in Kafka, once it has at least a number of different messages. */
  Received received(int distinct) {
    return Received.until(
        Brokers.kafka().bootstrapServers(),
        name,
        Brokers.PARTITIONS,
        received -> received.distinctCount() >= distinct);
  }
}
