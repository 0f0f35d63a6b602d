package io.penstock.core.decode;

import java.util.Optional;

/**
 * Input that was set aside: where it came from, why, and its bytes as received.
 *
 * @param source the source's name
 * @param origin what the position counts in, as in {@link RawMessage#origin()}
 * @param position offset of the message's first byte (file), or the record's offset
 * @param ordinal which reading of the message, from 0; {@link #WHOLE_MESSAGE} when all of it
 * @param reason why
 * @param detail one line for people, control characters escaped
 * @param payload the message's bytes; readings of one message share the array, and nobody changes
 *     it
 * @param oversize present when these bytes are only the head of the message
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are moved, not compared
public record Quarantined(
    String source,
    String origin,
    long position,
    int ordinal,
    Reason reason,
    String detail,
    byte[] payload,
    Optional<Oversize> oversize) {

  /** The ordinal of a fault that concerns the whole message. */
  public static final int WHOLE_MESSAGE = -1;

  /** Input whose bytes are all there. */
  public Quarantined(
      String source,
      String origin,
      long position,
      int ordinal,
      Reason reason,
      String detail,
      byte[] payload) {
    this(source, origin, position, ordinal, reason, detail, payload, Optional.empty());
  }
}
