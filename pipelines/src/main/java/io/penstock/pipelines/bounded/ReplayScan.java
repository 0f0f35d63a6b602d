package io.penstock.pipelines.bounded;

import static io.penstock.core.decode.Quarantined.WHOLE_MESSAGE;

import io.penstock.core.decode.Lateness;
import io.penstock.core.decode.Quarantined;
import io.penstock.core.decode.RawMessage;
import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan;
import io.penstock.core.tile.Grouping;
import io.penstock.io.object.ObjectRoot;
import io.penstock.io.object.ObjectStore;
import io.penstock.io.quarantine.QuarantineEntry;
import io.penstock.io.quarantine.QuarantineFilter;
import io.penstock.io.quarantine.QuarantineKey;
import io.penstock.io.quarantine.QuarantineStore;
import io.penstock.io.raw.EventSpans;
import io.penstock.io.raw.RawSlots;
import io.penstock.io.raw.RawStore;
import io.penstock.transforms.decode.BlockDecoding;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One way through the open entries in the order of their keys, so that the entries of a message,
 * and of a raw object, come one after another: each message is decoded once and each object read
 * and widened once. Entries of streams are only noted on it, and then taken slot by slot.
 */
final class ReplayScan {
  /** With heads of 64 KiB this bounds a page at 16 MiB. */
  private static final int PAGE = 250;

  private final Plan plan;
  private final QuarantineStore store;
  private final ReplayFiles files;
  private final ReplayRecords records;
  private final BlockDecoding decoding;
  private final QuarantineBuffer failing;
  private final List<QuarantineKey> readable = new ArrayList<>();
  private final List<QuarantineKey> superseded = new ArrayList<>();
  private EventSpans spans = EventSpans.NONE;
  private long failures;
  private long waiting;
  private @Nullable Decoded last;

  ReplayScan(Plan plan, ObjectRoot out, QuarantineStore store) throws IOException {
    this.plan = plan;
    this.store = store;
    ObjectStore objects = out.child(plan.name()).open();
    RawStore rawFiles = new RawStore(objects);
    RawSlots rawSlots = new RawSlots(objects);
    RawInputs inputs =
        RawInputs.of(
            plan, rawFiles.index(), List.of(), List.of(), rawSlots.index(), StreamEnds.UNKNOWN);
    this.files = new ReplayFiles(inputs, rawFiles);
    this.records = new ReplayRecords(inputs, rawSlots);
    this.decoding =
        new BlockDecoding(
            plan, Grouping.ofArchive(plan), Lateness.IGNORE, WantedSpans.NONE, (key, block) -> {});
    this.failing = new QuarantineBuffer(entries -> failures += store.add(entries));
  }

  /** What a message gives now. */
  private record Decoded(QuarantineEntry entry, List<Quarantined> faults, EventSpans periods) {
    boolean isOf(QuarantineEntry other) {
      return entry.position() == other.position()
          && entry.source().equals(other.source())
          && entry.origin().equals(other.origin())
          && Arrays.equals(entry.sha256(), other.sha256());
    }

    boolean failsAsBefore(QuarantineEntry other) {
      return faults.stream()
          .anyMatch(
              fault ->
                  fault.ordinal() == other.ordinal()
                      && fault.reason().code().equals(other.reason()));
    }

    /** A message that failed as a whole fails again when none of its readings can be read. */
    boolean fails(QuarantineEntry other) {
      return other.ordinal() == WHOLE_MESSAGE
          ? !faults.isEmpty() && periods.spans().isEmpty()
          : faults.stream()
              .anyMatch(
                  fault -> fault.ordinal() == WHOLE_MESSAGE || fault.ordinal() == other.ordinal());
    }
  }

  QuarantineReplay scan() throws IOException, SQLException, InterruptedException {
    // Before the scan opens entries of its own, which it may meet further on and leaves alone.
    long open =
        store.countByReason(QuarantineFilter.Status.OPEN).values().stream()
            .mapToLong(Long::longValue)
            .sum();
    QuarantineFilter page =
        QuarantineFilter.ALL.withStatus(QuarantineFilter.Status.OPEN).withLimit(PAGE);
    List<QuarantineEntry> entries = store.list(page);
    while (!entries.isEmpty()) {
      for (QuarantineEntry entry : entries) {
        if (has(entry.source())) {
          take(entry);
        }
      }
      page = page.withAfter(entries.get(entries.size() - 1).key());
      entries = store.list(page);
    }
    files.widen();
    records.visit(entry -> replay(entry, records));
    failing.flush();
    return new QuarantineReplay(open, readable, superseded, waiting, failures, spans);
  }

  private void take(QuarantineEntry entry) throws IOException {
    if (ReplayRecords.isRecord(entry)) {
      records.note(entry);
    } else {
      replay(entry, files);
    }
  }

  private void replay(QuarantineEntry entry, ReplaySource source) throws IOException {
    Decoded now = last;
    if (now == null || !now.isOf(entry)) {
      Optional<RawMessage> message = source.message(entry);
      if (message.isEmpty()) {
        return;
      }
      now = decode(entry, message.get());
      last = now;
    }
    if (now.failsAsBefore(entry)) {
      return;
    }
    if (!source.isSettled(now.periods())) {
      waiting++;
      return;
    }
    failing.addAll(now.faults());
    if (now.fails(entry)) {
      superseded.add(entry.key());
    } else {
      source.touch(now.periods());
      spans = spans.union(now.periods());
      readable.add(entry.key());
    }
  }

  private Decoded decode(QuarantineEntry entry, RawMessage message) {
    decoding.decode(message);
    long[] periods = decoding.takePeriods();
    return new Decoded(
        entry,
        decoding.takeQuarantined(),
        EventSpans.ofPeriods(plan.archive().periodMicros(), periods));
  }

  private boolean has(String source) {
    return plan.sources().stream().map(SourcePlan::name).anyMatch(source::equals);
  }
}
