package io.penstock.bridge;

/**
 * One message as a broker delivered it.
 *
 * @param topic its topic
 * @param payload its bytes, which nobody changes
 * @param retained whether the broker had kept it for new subscribers, so that it may be old
 * @param acknowledgement tells the broker that it need not deliver it again; may run on any thread,
 *     and does nothing once the connection is gone
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are moved, not compared
record MqttMessage(String topic, byte[] payload, boolean retained, Runnable acknowledgement) {
  /** What an object and its place in a queue cost beside the payload, roughly. */
  private static final int OVERHEAD = 256;

  /** What it takes of the memory that a bridge may use. */
  int weight() {
    return payload.length + topic.length() + OVERHEAD;
  }
}
