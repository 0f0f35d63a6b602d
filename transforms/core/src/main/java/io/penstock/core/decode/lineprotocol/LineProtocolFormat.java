package io.penstock.core.decode.lineprotocol;

import io.penstock.core.decode.Format;
import io.penstock.core.decode.MessageDecoder;
import io.penstock.core.time.TimeRule;

/**
 * InfluxDB line protocol. The address of a field is {@code measurement,tag=value,.../field} with
 * the tags sorted by key and nothing escaped: what identifies a point there, and the field.
 *
 * @param prefix put before every address
 * @param timeRule its form is the precision of numeric timestamps (nanoseconds by default), its
 *     bounds apply
 */
public record LineProtocolFormat(String prefix, TimeRule timeRule) implements Format {
  @Override
  public Framing framing() {
    return Framing.LINES;
  }

  @Override
  public MessageDecoder newDecoder() {
    throw new IllegalStateException("next step");
  }

  @Override
  public String canonical() {
    return String.join("|", "lineProtocol", prefix, timeRule.canonical());
  }
}
