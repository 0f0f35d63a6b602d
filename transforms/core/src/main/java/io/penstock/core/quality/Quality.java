package io.penstock.core.quality;

/**
 * A quality is a 32-bit OPC UA StatusCode, held as a plain {@code int}.
 *
 * <p>Bits 31-30 are the severity (00 Good, 01 Uncertain, 10 Bad), 29-16 the sub-code, 15-0 the
 * flags (OPC UA Part 4, 7.39). Read as an unsigned number, a smaller code is a better quality,
 * which is the order {@link #compare} uses. The historian flags Interpolated and Partial are
 * meaningful only beside the info type DataValue (OPC UA Part 11, 6.4), so {@link #withFlags} sets
 * both.
 */
public final class Quality {
  /** No qualification. */
  public static final int GOOD = 0;

  /** The quality of the source is unsure (Uncertain, no sub-code). */
  public static final int UNCERTAIN = 0x4000_0000;

  /** Uncertain_EngineeringUnitsExceeded: the value is outside the range set for it. */
  public static final int UNCERTAIN_ENGINEERING_UNITS_EXCEEDED = 0x4094_0000;

  /** Uncertain_DataSubNormal: derived from fewer good values than required (Part 13). */
  public static final int UNCERTAIN_DATA_SUB_NORMAL = 0x40A4_0000;

  /** The value is not usable (Bad, no sub-code). */
  public static final int BAD = 0x8000_0000;

  /** Bad_NoCommunication: the link to the device is down. */
  public static final int BAD_NO_COMMUNICATION = 0x8031_0000;

  /** Bad_NoData: there is no value at this time, which is not the same as zero. */
  public static final int BAD_NO_DATA = 0x809B_0000;

  /** Historian flag: the value was interpolated, not measured. */
  public static final int INTERPOLATED = 0x0002;

  /** Historian flag: the value rests on an incomplete interval. */
  public static final int PARTIAL = 0x0004;

  /** Historian flag: the value was calculated, not measured. */
  public static final int CALCULATED = 0x0001;

  private static final int INFO_TYPE_DATA_VALUE = 0x0400;
  private static final int SEVERITY = 0xC000_0000;

  private Quality() {}

  /** Whether the severity is Good. */
  public static boolean isGood(int quality) {
    return (quality & SEVERITY) == 0;
  }

  /** Whether the severity is Uncertain. */
  public static boolean isUncertain(int quality) {
    return (quality & SEVERITY) == UNCERTAIN;
  }

  /** Whether the severity is Bad; the reserved severity 11 counts as Bad. */
  public static boolean isBad(int quality) {
    return quality < 0;
  }

  /** Adds historian flags to a quality, with the info type that makes them valid. */
  public static int withFlags(int quality, int historianFlags) {
    return quality | INFO_TYPE_DATA_VALUE | historianFlags;
  }

  /** Orders the better quality first: Good, Uncertain, Bad, then by the whole code. */
  public static int compare(int left, int right) {
    return Integer.compareUnsigned(left, right);
  }

  /** The worse of two qualities by severity; the first where the severities are equal. */
  public static int worse(int left, int right) {
    return Integer.compareUnsigned(right & SEVERITY, left & SEVERITY) > 0 ? right : left;
  }
}
