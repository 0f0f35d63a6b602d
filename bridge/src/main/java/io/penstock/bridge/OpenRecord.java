package io.penstock.bridge;

import java.util.ArrayList;
import java.util.List;

/** Messages of one topic and retained flag that wait for more of their kind. */
final class OpenRecord {
  private final List<MqttMessage> messages = new ArrayList<>();
  private final long openedNanos;
  private final int mostBytes;
  private int payloadBytes;

  /**
   * An empty record.
   *
   * @param mostBytes payload bytes at which it is full
   */
  OpenRecord(long openedNanos, int mostBytes) {
    this.openedNanos = openedNanos;
    this.mostBytes = mostBytes;
  }

  void add(MqttMessage message) {
    messages.add(message);
    payloadBytes += message.payload().length + 1;
  }

  /** Whether a message may follow those that are there. */
  boolean takes(MqttMessage message) {
    return messages.isEmpty()
        || (messages.get(0).retained() == message.retained()
            && payloadBytes + message.payload().length <= mostBytes);
  }

  boolean isFull() {
    return payloadBytes >= mostBytes;
  }

  long openedNanos() {
    return openedNanos;
  }

  List<MqttMessage> messages() {
    return messages;
  }
}
