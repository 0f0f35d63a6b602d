package io.penstock.bridge;

import java.io.IOException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection, in either version of MQTT. */
final class SessionLink implements MqttLink {
  private static final Logger LOG = LoggerFactory.getLogger(SessionLink.class);

  private final MqttSession session;
  private volatile boolean subscribed;

  private SessionLink(MqttSession session) {
    this.session = session;
  }

  static SessionLink open(
      MqttSession session, MqttConnection connection, Consumer<MqttMessage> receiver)
      throws IOException, InterruptedException {
    session.receive(receiver);
    SessionLink link = new SessionLink(session);
    try {
      MqttLinks.answer(session.connect(), connection + " let nobody in");
    } catch (IOException | InterruptedException | RuntimeException e) {
      link.close();
      throw e;
    }
    link.subscribe(connection);
    return link;
  }

  /** Does not wait: what the session holds may fill all the room before the answer is read. */
  private void subscribe(MqttConnection connection) {
    var unused =
        session
            .subscribe()
            .whenComplete(
                (answer, fault) -> {
                  if (fault == null) {
                    subscribed = true;
                  } else {
                    LOG.warn("{} refused to subscribe: {}", connection, fault.getMessage());
                    var unusedFarewell = session.disconnect();
                  }
                });
  }

  @Override
  public boolean isSubscribed() {
    return subscribed && isUp();
  }

  @Override
  public boolean isUp() {
    return session.isConnected();
  }

  @Override
  public void close() {
    try {
      MqttLinks.answer(session.disconnect(), "no farewell");
    } catch (IOException e) {
      LOG.debug("the connection was gone already", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
