package io.penstock.core.decode;

import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan;
import io.penstock.core.tile.SeriesTable;
import java.util.Arrays;

/**
 * Decodes the raw messages of one source: frames them, decodes each message, and sends every
 * reading to exactly one fate. Never throws on data.
 *
 * <p>A message whose structure is broken is quarantined as a whole and none of its readings count;
 * a reading that is wrong by itself is quarantined alone, with its whole message as evidence.
 * Serves one thread; keeps no state from one message to the next.
 */
public final class SourceDecoder {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final SourcePlan source;
  private final MessageDecoder decoder;
  private final Admission admission;
  private final Receiver receiver;
  private final DecodeCounts counts = new DecodeCounts();

  /** A decoder for one source of a plan. */
  public SourceDecoder(
      Plan plan, SourcePlan source, SeriesTable seriesTable, Lateness lateness, Receiver receiver) {
    this.source = source;
    this.decoder = source.format().newDecoder();
    this.receiver = receiver;
    this.admission = new Admission(plan, source, seriesTable, lateness, receiver, counts);
  }

  /** What became of everything so far. */
  public DecodeCounts counts() {
    return counts;
  }

  /** Decodes one raw message. */
  public void decode(RawMessage raw) {
    byte[] payload = raw.payload();
    counts.rawMessages++;
    counts.rawBytes += payload.length;
    if (raw.oversize().isPresent()) {
      quarantine(raw, 0, payload.length, tooLarge(raw.oversize().get()));
      return;
    }
    try {
      decoder.start(raw);
    } catch (BadInput fault) {
      quarantine(raw, 0, payload.length, fault);
      return;
    }
    int from = 0;
    if (isAtStart(raw) && startsWithMark(raw.header().length > 0 ? raw.header() : payload)) {
      counts.byteOrderMarks++;
      from = raw.header().length > 0 ? 0 : BYTE_ORDER_MARK.length;
    }
    boolean headerAlone = payload.length == 0 && raw.header().length > 0;
    boolean document = source.format().framing() == Format.Framing.DOCUMENT;
    if (!headerAlone && (payload.length == 0 || document)) {
      message(raw, from, payload.length);
    } else {
      lines(raw, from);
    }
  }

  private void lines(RawMessage raw, int start) {
    byte[] payload = raw.payload();
    int from = start;
    while (from < payload.length) {
      int end = AsciiScan.lineEnd(payload, from, payload.length);
      int to = end > from && payload[end - 1] == '\r' ? end - 1 : end;
      if (to > from) {
        message(raw, from, to);
      }
      from = end + 1;
    }
  }

  private void message(RawMessage raw, int from, int to) {
    admission.begin(raw, from, to);
    try {
      decoder.decode(raw.payload(), from, to, admission);
      admission.commit();
    } catch (BadInput fault) {
      quarantine(raw, from, to, fault);
    }
  }

  private void quarantine(RawMessage raw, int from, int to, BadInput fault) {
    counts.received++;
    counts.quarantined(fault.reason());
    receiver.quarantined(
        new Quarantined(
            raw.source(),
            raw.origin(),
            raw.position() + from,
            Quarantined.WHOLE_MESSAGE,
            fault.reason(),
            fault.detail(),
            Arrays.copyOfRange(raw.payload(), from, to),
            raw.oversize()));
  }

  private static BadInput tooLarge(Oversize message) {
    return new BadInput(
        Reason.TOO_LARGE,
        "a message of " + message.bytes() + " bytes, too large for its record: its head is here");
  }

  /** Whether nothing but the header, which travels with every message, stands before it. */
  private static boolean isAtStart(RawMessage raw) {
    return raw.position() == raw.header().length;
  }

  private static boolean startsWithMark(byte[] payload) {
    return payload.length >= BYTE_ORDER_MARK.length
        && Arrays.equals(payload, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, 3);
  }
}
