package io.penstock.io.quarantine;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/**
 * What an entry is known by, and the order in which entries are listed.
 *
 * @param source the source's name
 * @param origin what the position counts in
 * @param position offset in the file, or of the record
 * @param ordinal which reading of the message
 * @param reason code of the reason
 */
public record QuarantineKey(String source, String origin, long position, int ordinal, String reason)
    implements Comparable<QuarantineKey> {
  private static final Comparator<QuarantineKey> ORDER =
      Comparator.comparing(QuarantineKey::source)
          .thenComparing(QuarantineKey::origin)
          .thenComparingLong(QuarantineKey::position)
          .thenComparingInt(QuarantineKey::ordinal)
          .thenComparing(QuarantineKey::reason);

  /**
   * Reads {@link #text()}.
   *
   * @throws IllegalArgumentException when it is not one
   */
  public static QuarantineKey parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 5) {
      throw new IllegalArgumentException(
          "an entry's key must be source/origin/position/ordinal/reason, but was: " + text);
    }
    return new QuarantineKey(
        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
        URLDecoder.decode(parts[1], StandardCharsets.UTF_8),
        Long.parseLong(parts[2]),
        Integer.parseInt(parts[3]),
        parts[4]);
  }

  /** The key on one line without blanks: its parts, URL-encoded, between slashes. */
  public String text() {
    return String.join(
        "/",
        URLEncoder.encode(source, StandardCharsets.UTF_8),
        URLEncoder.encode(origin, StandardCharsets.UTF_8),
        Long.toString(position),
        Integer.toString(ordinal),
        reason);
  }

  @Override
  public int compareTo(QuarantineKey other) {
    return ORDER.compare(this, other);
  }
}
