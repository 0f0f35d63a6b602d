package io.penstock.core.decode;

import java.util.Optional;

/**
 * Bytes as a source gave them, with where they came from. One raw message may hold many readings,
 * and for a file it is a run of whole lines rather than one line.
 *
 * <p>The arrays are not copied: a raw message owns them and nobody changes them.
 *
 * @param source the source's name in the plan
 * @param origin what the position counts in: a file's content SHA-256 (hex), or {@link
 *     RecordOrigin} of a Kafka record
 * @param position offset of the payload's first byte in the decompressed file; 0 for a record
 * @param key the record's key or topic, empty when there is none
 * @param header the lines at the head of the file that its format declares (column names, units),
 *     empty when there are none; they travel with every message of the file
 * @param payload the bytes
 * @param ingestMicros when the broker took it, microseconds UTC, or {@link #NO_INGEST_TIME}
 * @param oversize present when the payload is only the head of a message that was too large
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are moved, not compared
public record RawMessage(
    String source,
    String origin,
    long position,
    String key,
    byte[] header,
    byte[] payload,
    long ingestMicros,
    Optional<Oversize> oversize) {

  /** Stands for "no ingest time" where a long is carried for speed. */
  public static final long NO_INGEST_TIME = Long.MIN_VALUE;

  /** A raw message whose payload is all there. */
  public RawMessage(
      String source,
      String origin,
      long position,
      String key,
      byte[] header,
      byte[] payload,
      long ingestMicros) {
    this(source, origin, position, key, header, payload, ingestMicros, Optional.empty());
  }
}
