package io.penstock.bridge;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Publishes at QoS 1 in MQTT 3.1.1, which every broker speaks, and writes down what. */
final class Publisher implements AutoCloseable {
  private static final int WINDOW = 500;

  private final Mqtt3AsyncClient client;
  private final String prefix;
  private final Map<String, List<String>> ledger = new LinkedHashMap<>();
  private final List<CompletableFuture<?>> underWay = new ArrayList<>();

  private Publisher(Mqtt3AsyncClient client, String prefix) {
    this.client = client;
    this.prefix = prefix;
  }

  /** Connects; all topics start with a prefix and a slash. */
  static Publisher connect(MqttConnection broker, String prefix) throws Exception {
    Mqtt3AsyncClient client =
        MqttClient.builder()
            .identifier("publisher-" + UUID.randomUUID())
            .serverHost(broker.host())
            .serverPort(broker.port())
            .automaticReconnectWithDefaultConfig()
            .useMqttVersion3()
            .buildAsync();
    client.connectWith().cleanSession(false).send().get(60, TimeUnit.SECONDS);
    return new Publisher(client, prefix);
  }

  /** Publishes {@code m<from>} to {@code m<to - 1>} to each of some topics in turn. */
  void publish(int topics, int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      for (int topic = 0; topic < topics; topic++) {
        publish(prefix + "/" + topic, "m" + i);
      }
    }
    settle();
  }

  void publish(String topic, String message) throws Exception {
    ledger.computeIfAbsent(topic, key -> new ArrayList<>()).add(message);
    send(topic, message.getBytes(StandardCharsets.UTF_8), Retain.NO);
  }

  enum Retain {
    YES,
    NO
  }

  void send(String topic, byte[] payload, Retain retain) throws Exception {
    underWay.add(
        client.publish(
            Mqtt3Publish.builder()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(retain == Retain.YES)
                .payload(payload)
                .build()));
    if (underWay.size() >= WINDOW) {
      settle();
    }
  }

  /** Waits until the broker has everything. */
  void settle() throws Exception {
    for (CompletableFuture<?> one : underWay) {
      one.get(90, TimeUnit.SECONDS);
    }
    underWay.clear();
  }

  Map<String, List<String>> ledger() {
    return ledger;
  }

  int count() {
    return ledger.values().stream().mapToInt(List::size).sum();
  }

  @Override
  public void close() throws Exception {
    client.disconnect().get(10, TimeUnit.SECONDS);
  }
}
