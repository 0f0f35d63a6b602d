package io.penstock.core.quality;

import java.util.OptionalInt;

/**
 * The map from the quality codes of the field into the 32-bit OPC UA StatusCode.
 *
 * <p>Three dialects share one number line and hardly overlap, so one map reads them all:
 *
 * <ul>
 *   <li>0 to 255: OPC DA (OPC DA 3.0, 6.8): severity in bits 7-6, sub-status in bits 5-2, limit in
 *       bits 1-0, mapped as OPC UA Part 8, A.4.3. Sparkplug's 0 and 192 mean the same there.
 *   <li>500: Sparkplug B 3.0 "stale": Bad_NoCommunication.
 *   <li>0x400 and above: an OPC UA StatusCode, unsigned, taken as it is. Below that a StatusCode
 *       would be Good with reserved bits, which no server writes.
 * </ul>
 *
 * <p>The one overlap is 0: OPC UA Good, but OPC DA and Sparkplug Bad. It is read as <b>Bad</b>: OPC
 * UA leaves a Good status out of JSON (Part 6, 5.4.2), and taking bad values for good ones is the
 * error that nobody would see.
 */
public final class QualityMap {
  private static final int DA_CODES = 256;
  private static final int SPARKPLUG_STALE = 500;
  private static final int UA_FIRST = 0x400;
  private static final long UA_LAST = 0xFFFF_FFFFL;
  private static final int LIMIT_BITS = 3;

  private QualityMap() {}

  /** The StatusCode of a quality code, or empty when none of the dialects defines it. */
  public static OptionalInt statusCode(long code) {
    if (code < 0 || code > UA_LAST) {
      return OptionalInt.empty();
    }
    if (code >= UA_FIRST) {
      return OptionalInt.of((int) code);
    }
    if (code < DA_CODES) {
      return fromOpcDa((int) code);
    }
    return code == SPARKPLUG_STALE
        ? OptionalInt.of(Quality.BAD_NO_COMMUNICATION)
        : OptionalInt.empty();
  }

  /** OPC UA Part 8, A.4.3. An unknown sub-status keeps its severity; severity 10 is not defined. */
  private static OptionalInt fromOpcDa(int code) {
    int status =
        switch (code & ~LIMIT_BITS) {
          case 0x04 -> 0x8089_0000; // Bad_ConfigurationError
          case 0x08 -> 0x808A_0000; // Bad_NotConnected
          case 0x0C -> 0x808B_0000; // Bad_DeviceFailure
          case 0x10 -> 0x808C_0000; // Bad_SensorFailure
          case 0x14 -> Quality.BAD_NO_COMMUNICATION; // last known value
          case 0x18 -> 0x8005_0000; // Bad_CommunicationError
          case 0x1C -> 0x808D_0000; // Bad_OutOfService
          case 0x20 -> 0x8032_0000; // Bad_WaitingForInitialData
          case 0x44 -> 0x4090_0000; // Uncertain_LastUsableValue
          case 0x50 -> 0x4093_0000; // Uncertain_SensorNotAccurate
          case 0x54 -> Quality.UNCERTAIN_ENGINEERING_UNITS_EXCEEDED;
          case 0x58 -> 0x4095_0000; // Uncertain_SubNormal
          case 0xD8 -> 0x0096_0000; // Good_LocalOverride
          default ->
              switch (code >> 6) {
                case 0 -> Quality.BAD;
                case 1 -> Quality.UNCERTAIN;
                case 3 -> Quality.GOOD;
                default -> -1;
              };
        };
    return status == -1 ? OptionalInt.empty() : OptionalInt.of(limited(status, code & LIMIT_BITS));
  }

  /**
   * Limit bits 9-8 (low, high, constant) are valid beside the info type DataValue (Part 4, 7.39).
   */
  private static int limited(int status, int limit) {
    return limit == 0 ? status : Quality.withFlags(status, limit << 8);
  }
}
