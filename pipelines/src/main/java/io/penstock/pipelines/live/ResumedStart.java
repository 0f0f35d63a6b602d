package io.penstock.pipelines.live;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Grouping;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.LiveStarts;
import io.penstock.io.hot.SealedParts;
import io.penstock.io.kafka.StartOffsets;
import io.penstock.io.raw.RawSlotFooter;
import io.penstock.io.raw.RawSlots;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The start of a stream that lost its state, by what the stores say: at the oldest period that not
 * every shard has sealed, less look-back and {@code maxAhead}, since a reading is never admitted
 * more than {@code maxAhead} before its event time; or where the contiguous part of the raw archive
 * ends, if that is earlier. So every period that it computes is whole, and raw has no hole.
 */
final class ResumedStart {
  private final LiveSettings settings;
  private final HotDatabase database;
  private final Grouping archive;

  ResumedStart(LiveSettings settings, HotDatabase database) {
    this.settings = settings;
    this.database = database;
    this.archive = Grouping.ofArchive(settings.plan());
  }

  /**
   * Resolves it; a plan whose stream was never started starts at the earliest.
   *
   * @throws LiveRefused when topics do not have the records any more that it would start with
   */
  LiveStart orFrom(FreshStart fresh) throws IOException, SQLException, InterruptedException {
    Plan plan = settings.plan();
    Optional<LiveStarts.Start> last = new LiveStarts(database, plan.name()).last();
    if (last.isEmpty()) {
      return fresh.fromEarliest();
    }
    OptionalLong open = new SealedParts(database, plan.name()).firstOpen(archive.spanMicros());
    long first = open.orElse(last.get().firstPeriodMicros());
    RawSlots slots = settings.stores().openSlots();
    List<RawSlotFooter> index = slots.index();
    Map<String, StartOffsets> offsets = new LinkedHashMap<>();
    List<String> gone = new ArrayList<>();
    for (LiveSource source : settings.sources()) {
      StartOffsets earliest = source.earliest();
      StartOffsets wanted =
          wanted(
              source,
              first,
              startedAt(last.get(), source, earliest),
              new Landed(slots, slotsOf(source, index)));
      addGone(source, wanted, earliest, gone);
      offsets.put(source.name(), wanted);
    }
    if (!gone.isEmpty()) {
      throw new LiveRefused(gone);
    }
    return new LiveStart(offsets, first, first, new TreeSet<>());
  }

  /** The raw archive's slots of one source, by partition. */
  private record Landed(RawSlots slots, SortedMap<Integer, List<RawSlotFooter>> byPartition) {
    long contiguousTo(int partition, long from) throws IOException {
      return slots.contiguousTo(byPartition.getOrDefault(partition, List.of()), from);
    }
  }

  private StartOffsets wanted(LiveSource source, long first, StartOffsets started, Landed landed)
      throws IOException, InterruptedException {
    if (first == Long.MIN_VALUE) {
      return started;
    }
    long from =
        first
            - archive.lookBackMicros()
            - settings.plan().time().maxAheadMicros()
            - settings.plan().time().slackMicros();
    SortedMap<Integer, Long> landedTo = new TreeMap<>();
    for (Map.Entry<Integer, Long> partition : started.offsets().entrySet()) {
      landedTo.put(
          partition.getKey(), landed.contiguousTo(partition.getKey(), partition.getValue()));
    }
    return source.at(from).orEarlier(landedTo).orLater(started);
  }

  /** Where the last start began; a partition that it did not know, at its earliest record. */
  private static StartOffsets startedAt(
      LiveStarts.Start last, LiveSource source, StartOffsets earliest) {
    SortedMap<Integer, Long> offsets = new TreeMap<>(earliest.offsets());
    offsets.putAll(last.offsets().getOrDefault(source.name(), new TreeMap<>()));
    return new StartOffsets(source.topic(), offsets);
  }

  private static SortedMap<Integer, List<RawSlotFooter>> slotsOf(
      LiveSource source, List<RawSlotFooter> index) {
    SortedMap<Integer, List<RawSlotFooter>> byPartition = new TreeMap<>();
    for (RawSlotFooter footer : index) {
      if (footer.slot().source().equals(source.name())
          && footer.slot().topic().equals(source.topic())) {
        byPartition
            .computeIfAbsent(footer.slot().partition(), partition -> new ArrayList<>())
            .add(footer);
      }
    }
    return byPartition;
  }

  private static void addGone(
      LiveSource source, StartOffsets wanted, StartOffsets earliest, List<String> gone) {
    wanted
        .offsets()
        .forEach(
            (partition, offset) -> {
              long oldest = earliest.offsets().getOrDefault(partition, 0L);
              if (offset < oldest) {
                gone.add(
                    "source "
                        + source.name()
                        + ": to resume, offsets "
                        + offset
                        + " to "
                        + (oldest - 1)
                        + " of partition "
                        + partition
                        + " are needed, which the topic does not have any more; start with --from"
                        + " earliest, which marks what it cannot complete, and then reconcile");
              }
            });
  }
}
