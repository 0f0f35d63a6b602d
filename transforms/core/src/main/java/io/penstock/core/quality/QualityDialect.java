package io.penstock.core.quality;

import java.util.OptionalInt;

/**
 * The numbers in which a source writes qualities.
 *
 * <p>The dialects share a number line and contradict each other on it: 0 is Good in OPC UA and Bad
 * in the others, so no code says by itself which dialect it is from. A plan declares it. Codes that
 * a dialect does not define have no StatusCode; among them are nearly all codes of the other
 * dialects, so a wrong declaration shows at once.
 */
public enum QualityDialect {
  /**
   * OPC UA StatusCodes, unsigned (Part 4, 7.39). Codes from 1 to 0x3FF are undefined: they would
   * have info bits without the info type that makes them valid.
   */
  OPC_UA {
    @Override
    public OptionalInt statusCode(long code) {
      boolean defined = code == 0 || (code > INFO_BITS && code <= 0xFFFF_FFFFL);
      return defined ? OptionalInt.of((int) code) : OptionalInt.empty();
    }
  },

  /**
   * OPC DA quality bytes (OPC DA 3.0, 6.8): severity in bits 7-6, sub-status in bits 5-2, limit in
   * bits 1-0; 192 is Good and 0 is Bad. Mapped as OPC UA Part 8, A.4.3.
   */
  OPC_DA {
    @Override
    public OptionalInt statusCode(long code) {
      return code < 0 || code > 0xFF ? OptionalInt.empty() : OpcDaCode.statusCode((int) code);
    }
  },

  /**
   * Sparkplug B 3.0: 192 is Good, 0 is Bad, and 500 is stale, which is Bad_NoCommunication. It
   * defines no others.
   */
  SPARKPLUG {
    @Override
    public OptionalInt statusCode(long code) {
      if (code == 192) {
        return OptionalInt.of(Quality.GOOD);
      }
      if (code == 500) {
        return OptionalInt.of(Quality.BAD_NO_COMMUNICATION);
      }
      return code == 0 ? OptionalInt.of(Quality.BAD) : OptionalInt.empty();
    }
  };

  private static final long INFO_BITS = 0x3FF;

  /** The StatusCode of a quality code, or empty when this dialect does not define it. */
  public abstract OptionalInt statusCode(long code);
}
