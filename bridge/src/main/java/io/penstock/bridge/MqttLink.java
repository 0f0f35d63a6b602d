package io.penstock.bridge;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * One connection to an MQTT broker. A new one is made after every loss, with a client that knows
 * nothing of the one before: what the broker delivers again comes through again, whatever packet
 * identifiers it chooses.
 */
interface MqttLink extends AutoCloseable {

  /** Makes connections. */
  interface Opener {
    /**
     * Connects to the session of a client id, making it when there is none, and asks for the
     * subscriptions. Messages may come before it returns.
     *
     * @param receiver takes the messages, in the broker's order, on the thread that reads the
     *     socket: while it waits, nothing more is read
     * @throws IOException when the broker cannot be reached or refuses
     */
    MqttLink open(MqttRoute route, Consumer<MqttMessage> receiver)
        throws IOException, InterruptedException;
  }

  /** Whether the connection is still there. */
  boolean isUp();

  /** Whether the broker has granted the subscriptions; when it refuses, the connection ends. */
  boolean isSubscribed();

  /** Disconnects after what has been acknowledged is told; the broker keeps the session. */
  @Override
  void close();
}
