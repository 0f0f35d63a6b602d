package io.penstock.bridge;

import java.time.Duration;

/**
 * How a bridge trades latency, memory and size of records. None of it changes a reading.
 *
 * @param linger how long the first message of a record waits for others at most
 * @param recordBytes payload bytes at which a record is sent without waiting any longer
 * @param inFlightMessages unacknowledged messages per source: the receive maximum of MQTT 5; an
 *     MQTT 3.1.1 broker goes by a window of its own
 * @param inFlightBytes bytes of unacknowledged messages per source; more are left in the network
 */
public record BridgeSettings(
    Duration linger, int recordBytes, int inFlightMessages, long inFlightBytes) {
  private static final Duration LONGEST_LINGER = Duration.ofSeconds(10);

  /** 50 ms, 64 KiB, 2,000 messages, 64 MiB. */
  public static final BridgeSettings DEFAULT =
      new BridgeSettings(Duration.ofMillis(50), 64 << 10, 2_000, 64L << 20);

  /** Checks the ranges. */
  public BridgeSettings {
    demand(
        !linger.isNegative() && linger.compareTo(LONGEST_LINGER) <= 0,
        "linger must be between PT0S and " + LONGEST_LINGER,
        linger);
    demand(
        recordBytes >= 1 && recordBytes <= 16 << 20,
        "recordBytes must be between 1 and " + (16 << 20),
        recordBytes);
    demand(
        inFlightMessages >= 1 && inFlightMessages <= 65_535,
        "inFlightMessages must be between 1 and 65535",
        inFlightMessages);
    demand(inFlightBytes >= 1, "inFlightBytes must be at least 1", inFlightBytes);
  }

  /** The same with another linger. */
  public BridgeSettings withLinger(Duration newLinger) {
    return new BridgeSettings(newLinger, recordBytes, inFlightMessages, inFlightBytes);
  }

  /** The same with other records. */
  public BridgeSettings withRecordBytes(int newRecordBytes) {
    return new BridgeSettings(linger, newRecordBytes, inFlightMessages, inFlightBytes);
  }

  /** The same with another number of unacknowledged messages. */
  public BridgeSettings withInFlightMessages(int newInFlightMessages) {
    return new BridgeSettings(linger, recordBytes, newInFlightMessages, inFlightBytes);
  }

  /** The same with another size of unacknowledged messages. */
  public BridgeSettings withInFlightBytes(long newInFlightBytes) {
    return new BridgeSettings(linger, recordBytes, inFlightMessages, newInFlightBytes);
  }

  private static void demand(boolean holds, String demand, Object actual) {
    if (!holds) {
      throw new IllegalArgumentException(demand + ", but was: " + actual);
    }
  }
}
