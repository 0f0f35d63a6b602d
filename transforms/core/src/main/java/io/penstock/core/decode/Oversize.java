package io.penstock.core.decode;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Says of a raw message that it only stands for one that was too large for a record of Kafka: its
 * payload is the head of that message. It is quarantined as {@link Reason#TOO_LARGE} and never
 * decoded, since a head may look like a whole message.
 *
 * <p>A record tells it by two headers, of which the first decides.
 *
 * @param bytes size of the message
 * @param sha256 its SHA-256; nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // moved, not compared
public record Oversize(long bytes, byte[] sha256) {
  /** Header of a record: the size of the message that did not fit, decimal. */
  public static final String BYTES_HEADER = "penstock.mqtt.oversize.bytes";

  /** Header of a record: the SHA-256 of the message that did not fit, lower-case hex. */
  public static final String SHA256_HEADER = "penstock.mqtt.oversize.sha256";

  private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * What the headers' values say. Values that no bridge writes tell nothing of the message but that
   * it is not here: then size and hash are those of the head.
   *
   * @param bytes value of {@link #BYTES_HEADER}
   * @param sha256 value of {@link #SHA256_HEADER}, empty when there is none
   * @param head what there is of the message
   */
  public static Oversize told(String bytes, String sha256, byte[] head) {
    boolean sound =
        SIZE.matcher(bytes).matches()
            && Long.parseLong(bytes) >= head.length
            && SHA256.matcher(sha256).matches();
    return sound
        ? new Oversize(Long.parseLong(bytes), HexFormat.of().parseHex(sha256))
        : new Oversize(head.length, hash(head));
  }

  private static byte[] hash(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
