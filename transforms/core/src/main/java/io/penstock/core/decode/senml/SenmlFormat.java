package io.penstock.core.decode.senml;

import io.penstock.core.decode.Canonical;
import io.penstock.core.decode.Format;
import io.penstock.core.decode.MessageDecoder;
import io.penstock.core.time.TimeRule;

/**
 * SenML packs in JSON: RFC 8428, and the older dialect {@code {"e": [...], "bn": ..., "bt": ...}}.
 * The address of a record is its resolved name; a sum (RFC 8428, 4.2) is a series of its own, whose
 * address ends in {@value #SUM}, which no name can contain.
 *
 * @param framing one pack per line, or one per payload
 * @param prefix put before every address
 * @param timeRule only its bounds apply: SenML fixes how times are written
 */
public record SenmlFormat(Framing framing, String prefix, TimeRule timeRule) implements Format {
  /** Ends the address of a sum. */
  public static final String SUM = "#sum";

  /** Deepest accepted nesting. */
  public static final int MAX_DEPTH = 64;

  /** Longest accepted pack: 8 MiB. */
  public static final int MAX_PACK_BYTES = 8 << 20;

  /** Longest accepted string, in UTF-16 units. */
  public static final int MAX_STRING_LENGTH = 1 << 20;

  /** Longest accepted number, in digits and signs. */
  public static final int MAX_NUMBER_LENGTH = 1_100;

  /**
   * Longest accepted resolved name or unit. A pack gives a base once and applies it to every
   * record, so without a limit the names of one pack would be quadratic in its length.
   */
  public static final int MAX_NAME_LENGTH = 8 << 10;

  @Override
  public MessageDecoder newDecoder() {
    return new SenmlDecoder(this);
  }

  @Override
  public String canonical() {
    return Canonical.of("senml").choice(framing).text(prefix).text(timeRule.canonical()).toString();
  }
}
