package io.penstock.bridge;

import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAck;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A session in MQTT 5. */
final class Mqtt5Session implements MqttSession {
  private final MqttConnection connection;
  private final MqttRoute route;
  private final Mqtt5AsyncClient client;

  Mqtt5Session(MqttConnection connection, MqttRoute route) throws IOException {
    this.connection = connection;
    this.route = route;
    this.client = MqttLinks.builder(connection, route.clientId()).useMqttVersion5().buildAsync();
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

  private static MqttMessage message(Mqtt5Publish publish) {
    return new MqttMessage(
        publish.getTopic().toString(),
        publish.getPayloadAsBytes(),
        publish.isRetain(),
        publish::acknowledge);
  }

  @Override
  public CompletableFuture<Mqtt5ConnAck> connect() throws IOException {
    Mqtt5ConnectBuilder connect =
        Mqtt5Connect.builder()
            .cleanStart(false)
            .sessionExpiryInterval(connection.sessionExpiry().toSeconds())
            .keepAlive((int) connection.keepAlive().toSeconds())
            // No maximum packet size: a broker silently drops what is larger (MQTT 5, 3.1.2.11.4).
            .restrictions()
            .receiveMaximum(route.receiveMaximum())
            .applyRestrictions();
    if (!connection.user().isEmpty()) {
      connect =
          connect.simpleAuth(
              Mqtt5SimpleAuth.builder()
                  .username(connection.user())
                  .password(MqttLinks.password(connection))
                  .build());
    }
    return client.connect(connect.build());
  }

  /**
   * A session that has the subscription already does not get retained messages again at every
   * reconnect.
   */
  @Override
  public CompletableFuture<Mqtt5SubAck> subscribe() {
    return client.subscribe(
        Mqtt5Subscribe.builder()
            .addSubscriptions(
                route.subscriptions().stream()
                    .map(
                        filter ->
                            Mqtt5Subscription.builder()
                                .topicFilter(filter)
                                .qos(Objects.requireNonNull(MqttQos.fromCode(route.input().qos())))
                                .retainHandling(
                                    Mqtt5RetainHandling.SEND_IF_SUBSCRIPTION_DOES_NOT_EXIST)
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
