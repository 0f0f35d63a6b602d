package io.penstock.bridge;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One client's session at a broker, in one version of MQTT: no more than where versions differ. */
interface MqttSession {

  /**
   * Gives every message to a receiver, on the thread that reads the socket. Asked for before
   * connecting, since a broker starts with what it owes to the session.
   */
  void receive(Consumer<MqttMessage> receiver);

  /** Connects to the session, making it when there is none. */
  CompletableFuture<?> connect() throws IOException;

  /** Asks for the route's subscriptions. */
  CompletableFuture<?> subscribe();

  /** Takes leave; the broker keeps the session. */
  CompletableFuture<?> disconnect();

  /** Whether the connection is there. */
  boolean isConnected();
}
