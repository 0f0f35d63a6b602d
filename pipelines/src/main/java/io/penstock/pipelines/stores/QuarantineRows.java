package io.penstock.pipelines.stores;

import io.penstock.core.decode.Quarantined;
import io.penstock.io.files.InputFault;
import io.penstock.io.quarantine.QuarantineEntry;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What was set aside, as the quarantine store keeps it. Faults of one message, which come one after
 * another and share its bytes, share the entry's head and hash too: a row of a thousand bad cells
 * is hashed once. Serves one thread.
 */
public final class QuarantineRows {
  private byte @Nullable [] lastPayload;
  private @Nullable QuarantineEntry last;

  /** A message or one reading of it. */
  public QuarantineEntry entry(Quarantined fault) {
    QuarantineEntry entry = last;
    if (entry != null && lastPayload == fault.payload()) {
      entry = entry.reading(fault.ordinal(), fault.reason().code(), fault.detail());
    } else {
      entry =
          QuarantineEntry.of(
              fault.source(),
              fault.origin(),
              fault.position(),
              fault.ordinal(),
              fault.reason().code(),
              fault.detail(),
              fault.payload());
    }
    if (fault.oversize().isPresent()) {
      entry = entry.headOf(fault.oversize().get().bytes(), fault.oversize().get().sha256());
    }
    lastPayload = fault.payload();
    last = entry;
    return entry;
  }

  /** A fault of the file itself: only its head was kept. */
  public static QuarantineEntry entry(InputFault fault) {
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
