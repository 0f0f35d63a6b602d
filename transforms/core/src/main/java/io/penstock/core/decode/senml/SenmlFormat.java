package io.penstock.core.decode.senml;

import io.penstock.core.decode.Format;
import io.penstock.core.decode.MessageDecoder;
import io.penstock.core.time.TimeRule;

/**
 * SenML packs in JSON (RFC 8428). The address of a record is its resolved name.
 *
 * @param framing one pack per line, or one per payload
 * @param prefix put before every address
 * @param timeRule only its bounds apply: SenML fixes how times are written
 */
public record SenmlFormat(Framing framing, String prefix, TimeRule timeRule) implements Format {
  @Override
  public MessageDecoder newDecoder() {
    throw new IllegalStateException("next step");
  }

  @Override
  public String canonical() {
    return String.join("|", "senml", framing.name(), prefix, timeRule.canonical());
  }
}
