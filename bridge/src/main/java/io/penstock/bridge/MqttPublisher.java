package io.penstock.bridge;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3ConnectBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Publishes at QoS 1, for the simulator: a message counts as sent when the broker has acknowledged
 * it. A lost connection is made again, and what was not acknowledged is sent again. Speaks MQTT
 * 3.1.1, which every broker understands. Serves one thread.
 */
public final class MqttPublisher implements AutoCloseable {
  private static final int WINDOW = 1000;

  private final Mqtt3AsyncClient client;
  private final Queue<CompletableFuture<Mqtt3Publish>> underWay = new ArrayDeque<>();

  private MqttPublisher(Mqtt3AsyncClient client) {
    this.client = client;
  }

  /**
   * Connects.
   *
   * @param clientId the session's name
   * @throws IOException when the broker cannot be reached or refuses
   */
  public static MqttPublisher connect(MqttConnection connection, String clientId)
      throws IOException, InterruptedException {
    Mqtt3AsyncClient client =
        MqttLinks.builder(connection, clientId)
            .automaticReconnectWithDefaultConfig()
            .useMqttVersion3()
            .buildAsync();
    Mqtt3ConnectBuilder connect = Mqtt3Connect.builder().cleanSession(false);
    if (!connection.user().isEmpty()) {
      connect =
          connect.simpleAuth(
              Mqtt3SimpleAuth.builder()
                  .username(connection.user())
                  .password(MqttLinks.password(connection))
                  .build());
    }
    MqttLinks.answer(client.connect(connect.build()), connection + " let nobody in");
    return new MqttPublisher(client);
  }

  /** Sends a message; waits while too many are not acknowledged. */
  public void publish(String topic, byte[] payload) throws IOException, InterruptedException {
    underWay.add(
        client.publish(
            Mqtt3Publish.builder()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload)
                .build()));
    while (underWay.size() >= WINDOW) {
      settle(underWay.remove());
    }
  }

  /** Waits until the broker has acknowledged everything, however long that takes. */
  public void flush() throws IOException, InterruptedException {
    while (!underWay.isEmpty()) {
      settle(underWay.remove());
    }
  }

  private static void settle(CompletableFuture<Mqtt3Publish> one)
      throws IOException, InterruptedException {
    try {
      one.get();
    } catch (ExecutionException e) {
      throw new IOException("a message was not published: " + e.getCause(), e);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    MqttLinks.answer(client.disconnect(), "no farewell");
  }
}
