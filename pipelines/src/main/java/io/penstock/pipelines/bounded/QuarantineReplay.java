package io.penstock.pipelines.bounded;

import static io.penstock.core.decode.RawMessage.NO_INGEST_TIME;

import io.penstock.core.decode.Lateness;
import io.penstock.core.decode.RawMessage;
import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan;
import io.penstock.core.tile.Grouping;
import io.penstock.io.quarantine.QuarantineEntry;
import io.penstock.io.quarantine.QuarantineFilter;
import io.penstock.io.quarantine.QuarantineStore;
import io.penstock.io.raw.EventSpans;
import io.penstock.io.raw.RawFooter;
import io.penstock.io.raw.RawStore;
import io.penstock.transforms.decode.BlockDecoding;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became readable of the quarantine, now that plan or catalogue are mended.
 *
 * @param open number of open entries
 * @param readable those that decode without fault now
 * @param superseded those that fail for another reason now
 * @param failures what fails now in the messages of either
 * @param spans the archive periods of the readings that can be read
 */
public record QuarantineReplay(
    int open,
    List<QuarantineEntry> readable,
    List<QuarantineEntry> superseded,
    List<QuarantineEntry> failures,
    EventSpans spans) {
  /** Copies the lists. */
  public QuarantineReplay {
    readable = List.copyOf(readable);
    superseded = List.copyOf(superseded);
    failures = List.copyOf(failures);
  }

  /**
   * Decodes every open entry with a plan, and lets the raw archive know which periods the readings
   * that are accepted now fall into, so that computing those periods finds them.
   */
  public static QuarantineReplay of(Plan plan, Path out, QuarantineStore store)
      throws IOException, SQLException {
    RawStore raw = RawStore.local(out.resolve(plan.name()));
    Map<String, List<RawFooter>> objects = byFile(raw);
    Map<String, byte[]> headers = new HashMap<>();
    BlockDecoding decoding =
        new BlockDecoding(
            plan, Grouping.ofArchive(plan), Lateness.IGNORE, WantedSpans.NONE, (key, block) -> {});
    List<QuarantineEntry> entries =
        store.list(
            QuarantineFilter.ALL
                .withStatus(QuarantineFilter.Status.OPEN)
                .withLimit(Integer.MAX_VALUE));
    List<QuarantineEntry> readable = new ArrayList<>();
    List<QuarantineEntry> superseded = new ArrayList<>();
    List<QuarantineEntry> failures = new ArrayList<>();
    EventSpans spans = EventSpans.NONE;
    for (QuarantineEntry entry : entries) {
      List<RawFooter> holders =
          objects.getOrDefault(entry.source() + '/' + entry.origin(), List.of());
      if (!isWhole(entry) || holders.isEmpty() || !has(plan, entry.source())) {
        continue;
      }
      String file = entry.source() + '/' + entry.origin();
      if (!headers.containsKey(file)) {
        headers.put(file, header(raw, holders.get(0)));
      }
      decoding.decode(message(entry, headers.getOrDefault(file, new byte[0])));
      long[] periods = decoding.takePeriods();
      List<QuarantineEntry> now =
          decoding.takeQuarantined().stream().map(QuarantineRows::entry).toList();
      if (now.stream().anyMatch(fault -> isSame(fault, entry))) {
        continue;
      }
      failures.addAll(now);
      if (now.stream().anyMatch(fault -> fault.ordinal() == entry.ordinal())) {
        superseded.add(entry);
      } else {
        EventSpans touched = EventSpans.ofPeriods(plan.archive().periodMicros(), periods);
        widen(raw, holders, entry, touched);
        spans = spans.union(touched);
        readable.add(entry);
      }
    }
    return new QuarantineReplay(entries.size(), readable, superseded, failures, spans);
  }

  /**
   * Closes the entries that do not fail any more as they did, and opens those of what fails in
   * their place. To be called once the periods are computed.
   */
  public void settle(QuarantineStore store) throws SQLException, InterruptedException {
    store.add(failures);
    store.markReplayed(readable);
    store.markReplayed(superseded);
  }

  private static Map<String, List<RawFooter>> byFile(RawStore raw) throws IOException {
    Map<String, List<RawFooter>> objects = new HashMap<>();
    for (RawFooter object : raw.index().objects()) {
      objects
          .computeIfAbsent(
              object.key().source() + '/' + object.key().origin(), k -> new ArrayList<>())
          .add(object);
    }
    return objects;
  }

  private static void widen(
      RawStore raw, List<RawFooter> holders, QuarantineEntry entry, EventSpans touched)
      throws IOException {
    for (RawFooter holder : holders) {
      if (entry.position() >= holder.from() && entry.position() < holder.to()) {
        raw.widen(holder.key(), touched);
      }
    }
  }

  private static boolean isSame(QuarantineEntry fault, QuarantineEntry entry) {
    return fault.ordinal() == entry.ordinal() && fault.reason().equals(entry.reason());
  }

  /** Only a head was kept of what is very large. */
  private static boolean isWhole(QuarantineEntry entry) {
    return entry.payload().length == entry.payloadBytes() && entry.payloadBytes() > 0;
  }

  private static boolean has(Plan plan, String source) {
    return plan.sources().stream().map(SourcePlan::name).anyMatch(source::equals);
  }

  private static byte[] header(RawStore raw, RawFooter holder) throws IOException {
    List<RawMessage> messages = raw.read(holder.key());
    return messages.isEmpty() ? new byte[0] : messages.get(0).header();
  }

  private static RawMessage message(QuarantineEntry entry, byte[] header) {
    return new RawMessage(
        entry.source(),
        entry.origin(),
        entry.position(),
        "",
        header,
        entry.payload(),
        NO_INGEST_TIME);
  }
}
