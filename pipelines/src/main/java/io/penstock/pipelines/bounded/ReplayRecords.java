package io.penstock.pipelines.bounded;

import io.penstock.core.decode.RawMessage;
import io.penstock.core.decode.RecordOrigin;
import io.penstock.io.object.Sha256;
import io.penstock.io.quarantine.QuarantineEntry;
import io.penstock.io.raw.EventSpans;
import io.penstock.io.raw.RawSlot;
import io.penstock.io.raw.RawSlotFooter;
import io.penstock.io.raw.RawSlots;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Quarantined records of streams, and the slots of the raw archive that they lie in. Entries are
 * gathered first and then taken slot by slot, since the order of their keys, in which offset 10
 * comes before offset 9, would read each slot over and over.
 *
 * <p>A period is settled when every record that the stream could still admit to it is landed: then
 * whatever the stream offers has fewer readings than a recompute. Before that the stream, which
 * does not know the replayed readings, could win by others. Memory: the entries without their
 * bytes, and the records of one slot.
 */
final class ReplayRecords implements ReplaySource {
  private static final byte[] NO_BYTES = {};

  private final RawInputs inputs;
  private final RawSlots raw;

  /** The slots of each partition, which stands as its slot at time 0. */
  private final Map<RawSlot, List<RawSlotFooter>> slots = new HashMap<>();

  private final SortedMap<RawSlot, List<QuarantineEntry>> noted = new TreeMap<>();
  private final Map<String, RawMessage> records = new HashMap<>();
  private EventSpans touched = EventSpans.NONE;

  ReplayRecords(RawInputs inputs, RawSlots raw) {
    this.inputs = inputs;
    this.raw = raw;
    for (RawSlotFooter footer : inputs.slots()) {
      RawSlot slot = footer.slot();
      slots
          .computeIfAbsent(
              new RawSlot(slot.source(), slot.topic(), slot.partition(), 0),
              partition -> new ArrayList<>())
          .add(footer);
    }
  }

  /** Takes the entries of a slot, one after another. */
  interface Visitor {
    /** Takes an entry, whose payload is left away. */
    void entry(QuarantineEntry entry) throws IOException;
  }

  /** Whether an entry is of a record; those of files have a hash as origin. */
  static boolean isRecord(QuarantineEntry entry) {
    return entry.origin().indexOf('/') >= 0;
  }

  /** Notes an entry, unless its record is not landed, or was landed under another source. */
  void note(QuarantineEntry entry) {
    RecordOrigin origin = RecordOrigin.parse(entry.origin());
    for (RawSlotFooter slot :
        slots.getOrDefault(
            new RawSlot(entry.source(), origin.topic(), origin.partition(), 0), List.of())) {
      if (slot.firstOffset() <= origin.offset() && origin.offset() <= slot.lastOffset()) {
        noted.computeIfAbsent(slot.slot(), key -> new ArrayList<>()).add(withoutPayload(entry));
      }
    }
  }

  /** Visits every noted entry whose record is there, slot by slot. */
  void visit(Visitor visitor) throws IOException {
    for (Map.Entry<RawSlot, List<QuarantineEntry>> slot : noted.entrySet()) {
      records.clear();
      raw.read(slot.getKey()).forEach(record -> records.put(record.origin(), record));
      for (QuarantineEntry entry : slot.getValue()) {
        if (records.containsKey(entry.origin())) {
          visitor.entry(entry);
        }
      }
      if (!touched.spans().isEmpty()) {
        raw.widen(slot.getKey(), touched);
      }
      touched = EventSpans.NONE;
    }
  }

  @Override
  public Optional<RawMessage> message(QuarantineEntry entry) {
    RawMessage record = records.get(entry.origin());
    if (record == null || record.oversize().isPresent()) {
      return Optional.ofNullable(record);
    }
    long to = entry.position() + entry.payloadBytes();
    if (to > record.payload().length) {
      return Optional.empty();
    }
    byte[] payload = Arrays.copyOfRange(record.payload(), (int) entry.position(), (int) to);
    if (!Sha256.of(payload).equals(HexFormat.of().formatHex(entry.sha256()))) {
      return Optional.empty();
    }
    return Optional.of(
        new RawMessage(
            record.source(),
            record.origin(),
            entry.position(),
            record.key(),
            record.header(),
            payload,
            record.ingestMicros()));
  }

  @Override
  public boolean isSettled(EventSpans periods) {
    SortedSet<Long> computed = inputs.periods(periods);
    return computed.isEmpty() || inputs.isSettled(computed.last());
  }

  @Override
  public void touch(EventSpans periods) {
    touched = touched.union(periods);
  }

  private static QuarantineEntry withoutPayload(QuarantineEntry entry) {
    return new QuarantineEntry(
        entry.source(),
        entry.origin(),
        entry.position(),
        entry.ordinal(),
        entry.reason(),
        "",
        NO_BYTES,
        entry.sha256(),
        entry.payloadBytes());
  }
}
