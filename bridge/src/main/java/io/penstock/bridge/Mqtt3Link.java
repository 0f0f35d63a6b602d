package io.penstock.bridge;

import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3ConnectBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscription;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection in MQTT 3.1.1. The broker decides how many unacknowledged messages it sends, and
 * repeats retained messages at every subscription.
 */
final class Mqtt3Link implements MqttLink {
  private static final Logger LOG = LoggerFactory.getLogger(Mqtt3Link.class);

  private final Mqtt3AsyncClient client;
  private volatile boolean subscribed;

  private Mqtt3Link(Mqtt3AsyncClient client) {
    this.client = client;
  }

  static Mqtt3Link open(MqttConnection connection, MqttRoute route, Consumer<MqttMessage> receiver)
      throws IOException, InterruptedException {
    Mqtt3AsyncClient client =
        MqttLinks.builder(connection, route.clientId()).useMqttVersion3().buildAsync();
    // Before connecting: the broker starts with what it owes to the session.
    // On the thread that reads: the client's own scheduler would read on while a receiver waits.
    client.publishes(
        MqttGlobalPublishFilter.ALL,
        publish -> receiver.accept(message(publish)),
        Runnable::run,
        true);
    Mqtt3Link link = new Mqtt3Link(client);
    try {
      MqttLinks.answer(client.connect(connect(connection)), connection + " let nobody in");
    } catch (IOException | InterruptedException | RuntimeException e) {
      link.close();
      throw e;
    }
    link.subscribe(connection, subscribe(route));
    return link;
  }

  /** Does not wait: what the session holds may fill all the room before the answer is read. */
  private void subscribe(MqttConnection connection, Mqtt3Subscribe subscribe) {
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

  private static Mqtt3Connect connect(MqttConnection connection) throws IOException {
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
    return connect.build();
  }

  private static Mqtt3Subscribe subscribe(MqttRoute route) {
    return Mqtt3Subscribe.builder()
        .addSubscriptions(
            route.subscriptions().stream()
                .map(
                    filter ->
                        Mqtt3Subscription.builder()
                            .topicFilter(filter)
                            .qos(Objects.requireNonNull(MqttQos.fromCode(route.input().qos())))
                            .build()))
        .build();
  }

  private static MqttMessage message(Mqtt3Publish publish) {
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
