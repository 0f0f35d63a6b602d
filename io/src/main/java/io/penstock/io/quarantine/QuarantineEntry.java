package io.penstock.io.quarantine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * One piece of input that could not be used. Its identity is (source, origin, position, ordinal,
 * reason): the same input read again is the same entry.
 *
 * @param source the source's name in the plan
 * @param origin what the position counts in: a file's content SHA-256, or topic and partition
 * @param position offset in the file, or of the record
 * @param ordinal which reading of the message, counted from 0
 * @param reason code of a {@link io.penstock.core.decode.Reason}
 * @param detail one line for people, control characters escaped
 * @param payload the bytes, or their first {@value #HEAD_BYTES}; nobody changes them
 * @param sha256 SHA-256 of all bytes
 * @param payloadBytes number of all bytes
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are moved, not compared
public record QuarantineEntry(
    String source,
    String origin,
    long position,
    int ordinal,
    String reason,
    String detail,
    byte[] payload,
    byte[] sha256,
    long payloadBytes) {

  /** Longest payload that is kept whole. */
  public static final int HEAD_BYTES = 64 * 1024;

  /** Longest detail that is kept, in characters. */
  public static final int DETAIL_CHARS = 1_000;

  /** Longest source and origin that are kept as they are, in characters. */
  public static final int NAME_CHARS = 500;

  /**
   * An entry for a whole payload: keeps its head, hashes all of it, makes the detail one line, and
   * makes source and origin names that any store takes, since quarantine must not fail on them.
   */
  public static QuarantineEntry of(
      String source,
      String origin,
      long position,
      int ordinal,
      String reason,
      String detail,
      byte[] payload) {
    byte[] head = payload.length <= HEAD_BYTES ? payload : Arrays.copyOf(payload, HEAD_BYTES);
    return new QuarantineEntry(
        name(source),
        name(origin),
        position,
        ordinal,
        reason,
        line(detail),
        head,
        hash(payload),
        payload.length);
  }

  /** An entry for another reading of the same message, which shares its bytes. */
  public QuarantineEntry reading(int otherOrdinal, String otherReason, String otherDetail) {
    return new QuarantineEntry(
        source,
        origin,
        position,
        otherOrdinal,
        otherReason,
        line(otherDetail),
        payload,
        sha256,
        payloadBytes);
  }

  /**
   * The same entry of a message of which only these bytes were received.
   *
   * @param messageBytes number of all bytes
   * @param messageSha256 SHA-256 of all bytes
   */
  public QuarantineEntry headOf(long messageBytes, byte[] messageSha256) {
    return new QuarantineEntry(
        source, origin, position, ordinal, reason, detail, payload, messageSha256, messageBytes);
  }

  /** What this entry is known by. */
  public QuarantineKey key() {
    return new QuarantineKey(source, origin, position, ordinal, reason);
  }

  /** Whether all bytes are here, and not only their head. */
  public boolean isWhole() {
    return payload.length == payloadBytes;
  }

  /**
   * Text as one printable line: control characters and unpaired surrogates as {@code \}{@code
   * uXXXX}, cut at {@value #DETAIL_CHARS} characters.
   */
  public static String line(String text) {
    return text.codePoints()
        .limit(DETAIL_CHARS)
        .mapToObj(
            point ->
                Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE
                    ? String.format("\\u%04x", point)
                    : Character.toString(point))
        .collect(Collectors.joining());
  }

  /** The text itself where it is short and printable, else its head and its hash. */
  private static String name(String text) {
    String line = line(text);
    if (line.equals(text) && text.length() <= NAME_CHARS) {
      return text;
    }
    String hash = HexFormat.of().formatHex(hash(text.getBytes(StandardCharsets.UTF_8)));
    return line.substring(
            0, line.offsetByCodePoints(0, Math.min(100, line.codePointCount(0, line.length()))))
        + "#"
        + hash;
  }

  private static byte[] hash(byte[] payload) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(payload);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
