package io.penstock.core.quality;

import java.util.OptionalInt;

/** The map from OPC DA quality bytes into the 32-bit OPC UA StatusCode. */
final class OpcDaCode {
  private static final int LIMIT_BITS = 3;

  private OpcDaCode() {}

  /** OPC UA Part 8, A.4.3. An unknown sub-status keeps its severity; severity 10 is not defined. */
  static OptionalInt statusCode(int code) {
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
