package io.penstock.pipelines.bounded;

import io.penstock.core.decode.Quarantined;
import io.penstock.io.files.InputFault;
import io.penstock.io.quarantine.QuarantineEntry;
import java.util.HexFormat;

/** What was set aside, as the quarantine store keeps it. */
final class QuarantineRows {
  private QuarantineRows() {}

  /** A message or one reading of it: its bytes are all there. */
  static QuarantineEntry entry(Quarantined fault) {
    return QuarantineEntry.of(
        fault.source(),
        fault.origin(),
        fault.position(),
        fault.ordinal(),
        fault.reason().code(),
        fault.detail(),
        fault.payload());
  }

  /** A fault of the file itself: only its head was kept. */
  static QuarantineEntry entry(InputFault fault) {
    return new QuarantineEntry(
        fault.source(),
        fault.origin(),
        fault.position(),
        Quarantined.WHOLE_MESSAGE,
        fault.reason().code(),
        fault.detail(),
        fault.head(),
        HexFormat.of().parseHex(fault.sha256()),
        fault.length());
  }
}
