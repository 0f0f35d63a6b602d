package io.penstock.bridge;

import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection in MQTT 5. */
final class Mqtt5Link implements MqttLink {
  private static final Logger LOG = LoggerFactory.getLogger(Mqtt5Link.class);

  private final Mqtt5AsyncClient client;
  private volatile boolean subscribed;

  private Mqtt5Link(Mqtt5AsyncClient client) {
    this.client = client;
  }

  static Mqtt5Link open(MqttConnection connection, MqttRoute route, Consumer<MqttMessage> receiver)
      throws IOException, InterruptedException {
    Mqtt5AsyncClient client =
        MqttLinks.builder(connection, route.clientId()).useMqttVersion5().buildAsync();
    // Before connecting: the broker starts with what it owes to the session.
    // On the thread that reads: the client's own scheduler would read on while a receiver waits.
    client.publishes(
        MqttGlobalPublishFilter.ALL,
        publish -> receiver.accept(message(publish)),
        Runnable::run,
        true);
    Mqtt5Link link = new Mqtt5Link(client);
    try {
      MqttLinks.answer(client.connect(connect(connection, route)), connection + " let nobody in");
    } catch (IOException | InterruptedException | RuntimeException e) {
      link.close();
      throw e;
    }
    link.subscribe(connection, subscribe(route));
    return link;
  }

  /** Does not wait: what the session holds may fill all the room before the answer is read. */
  private void subscribe(MqttConnection connection, Mqtt5Subscribe subscribe) {
    var unused =
        client
            .subscribe(subscribe)
            .whenComplete(
                (answer, fault) -> {
                  if (fault == null) {
                    subscribed = true;
                  } else {
                    LOG.warn("{} refused to subscribe: {}", connection, fault.getMessage());
                    var unusedFarewell = client.disconnect();
                  }
                });
  }

  @Override
  public boolean isSubscribed() {
    return subscribed && isUp();
  }

  private static Mqtt5Connect connect(MqttConnection connection, MqttRoute route)
      throws IOException {
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
    return connect.build();
  }

  /**
   * A session that has the subscription already does not get retained messages again at every
   * reconnect.
   */
  private static Mqtt5Subscribe subscribe(MqttRoute route) {
    return Mqtt5Subscribe.builder()
        .addSubscriptions(
            route.subscriptions().stream()
                .map(
                    filter ->
                        Mqtt5Subscription.builder()
                            .topicFilter(filter)
                            .qos(Objects.requireNonNull(MqttQos.fromCode(route.input().qos())))
                            .retainHandling(Mqtt5RetainHandling.SEND_IF_SUBSCRIPTION_DOES_NOT_EXIST)
                            .build()))
        .build();
  }

  private static MqttMessage message(Mqtt5Publish publish) {
    return new MqttMessage(
        publish.getTopic().toString(),
        publish.getPayloadAsBytes(),
        publish.isRetain(),
        publish::acknowledge);
  }

  @Override
  public boolean isUp() {
    return client.getState() == MqttClientState.CONNECTED;
  }

  @Override
  public void close() {
    try {
      MqttLinks.answer(client.disconnect(), "no farewell");
    } catch (IOException e) {
      LOG.debug("the connection was gone already", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
