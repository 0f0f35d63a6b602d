package io.penstock.core.decode.lineprotocol;

import io.penstock.core.decode.Canonical;
import io.penstock.core.decode.Format;
import io.penstock.core.decode.MessageDecoder;
import io.penstock.core.time.TimeRule;

/**
 * InfluxDB line protocol. The address of a field is {@code measurement,tag=value,.../field} with
 * the tags sorted by key and nothing escaped: what identifies a point there, and the field.
 *
 * <p>A file is cut at newlines, so a string field cannot hold a raw newline here; it holds {@code
 * \n} as the v2 writers put it. {@link LineProtocolParser} itself reads both.
 *
 * @param prefix put before every address
 * @param timeRule its form is the precision of numeric timestamps: text, which line protocol does
 *     not have, stands for the protocol's own default of nanoseconds; its bounds apply
 */
public record LineProtocolFormat(String prefix, TimeRule timeRule) implements Format {
  /** Longest accepted message: 1 MiB. */
  public static final int MAX_MESSAGE_BYTES = 1 << 20;

  /**
   * Longest accepted address: 8 KiB. A line names its tags once and its fields many times, so
   * without a limit the addresses of one line would be quadratic in its length.
   */
  public static final int MAX_ADDRESS_BYTES = 8 << 10;

  @Override
  public Framing framing() {
    return Framing.LINES;
  }

  @Override
  public MessageDecoder newDecoder() {
    return new LineProtocolDecoder(this);
  }

  @Override
  public String canonical() {
    return Canonical.of("lineProtocol").text(prefix).text(timeRule.canonical()).toString();
  }
}
