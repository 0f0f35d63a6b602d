package io.penstock.bridge;

import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3ConnectBuilder;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAck;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscription;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.suback.Mqtt3SubAck;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A session in MQTT 3.1.1. The broker decides how many unacknowledged messages it sends, and
 * repeats retained messages at every subscription.
 */
final class Mqtt3Session implements MqttSession {
  private final MqttConnection connection;
  private final MqttRoute route;
  private final Mqtt3AsyncClient client;

  Mqtt3Session(MqttConnection connection, MqttRoute route) throws IOException {
    this.connection = connection;
    this.route = route;
    this.client = MqttLinks.builder(connection, route.clientId()).useMqttVersion3().buildAsync();
  }

  @Override
  public void receive(Consumer<MqttMessage> receiver) {
    // Not on the client's own scheduler, which would read on while a receiver waits.
    client.publishes(
        MqttGlobalPublishFilter.ALL,
        publish -> receiver.accept(message(publish)),
        Runnable::run,
        true);
  }

  private static MqttMessage message(Mqtt3Publish publish) {
    return new MqttMessage(
        publish.getTopic().toString(),
        publish.getPayloadAsBytes(),
        publish.isRetain(),
        publish::acknowledge);
  }

  @Override
  public CompletableFuture<Mqtt3ConnAck> connect() throws IOException {
    Mqtt3ConnectBuilder connect =
        Mqtt3Connect.builder()
            .cleanSession(false)
            .keepAlive((int) connection.keepAlive().toSeconds());
    if (!connection.user().isEmpty()) {
      connect =
          connect.simpleAuth(
              Mqtt3SimpleAuth.builder()
                  .username(connection.user())
                  .password(MqttLinks.password(connection))
                  .build());
    }
    return client.connect(connect.build());
  }

  @Override
  public CompletableFuture<Mqtt3SubAck> subscribe() {
    return client.subscribe(
        Mqtt3Subscribe.builder()
            .addSubscriptions(
                route.subscriptions().stream()
                    .map(
                        filter ->
                            Mqtt3Subscription.builder()
                                .topicFilter(filter)
                                .qos(Objects.requireNonNull(MqttQos.fromCode(route.input().qos())))
                                .build()))
            .build());
  }

  @Override
  public CompletableFuture<Void> disconnect() {
    return client.disconnect();
  }

  @Override
  public boolean isConnected() {
    return client.getState() == MqttClientState.CONNECTED;
  }
}
