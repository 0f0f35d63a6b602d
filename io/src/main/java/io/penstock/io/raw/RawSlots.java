package io.penstock.io.raw;

import io.penstock.core.decode.RawMessage;
import io.penstock.io.object.LocalObjectStore;
import io.penstock.io.object.ObjectStore;
import io.penstock.io.object.OneVersion;
import io.penstock.io.object.Staged;
import io.penstock.io.object.StoredObject;
import io.penstock.io.object.UnreadableObjectException;
import io.penstock.io.parquet.ParquetObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.parquet.io.LocalInputFile;

/**
 * The raw archive of a stream: one Parquet object per {@link RawSlot}, records by offset.
 *
 * <p>Landing adds: what is stored afterwards is what was stored before and what was offered. So
 * panes that fire again, replays, zombies and jobs that were started anew in the middle of a slot
 * all end with every record once. Safe for use by many threads and processes.
 */
public final class RawSlots {
  /** A slot grows with each lost swap, so a writer that loses this often met something else. */
  private static final int MAX_SWAPS = 1000;

  private final ObjectStore objects;

  /** The raw archive that an object store holds. */
  public RawSlots(ObjectStore objects) {
    this.objects = objects;
  }

  /** The raw archive in a local folder, below {@link RawKey#FOLDER}. */
  public static RawSlots local(Path folder) throws IOException {
    return new RawSlots(LocalObjectStore.at(folder));
  }

  /**
   * Lands records: durable when this returns.
   *
   * @param messages records of this slot, in any order, copies allowed, at least one
   * @param epoch epoch of the plan that decoded them
   * @param events the archive periods of their accepted and late readings
   * @return how many of them were new
   * @throws UnreadableObjectException when what is stored there is damaged or foreign
   */
  public long land(RawSlot slot, Collection<RawMessage> messages, int epoch, EventSpans events)
      throws IOException {
    return settle(slot, messages, epoch, events);
  }

  /**
   * Lets a slot know of further periods: those of readings that were quarantined when it was landed
   * and are accepted now.
   */
  public void widen(RawSlot slot, EventSpans events) throws IOException {
    if (objects.find(slot.path()).isEmpty()) {
      throw new IOException(objects.location(slot.path()) + " is gone");
    }
    settle(slot, List.of(), 0, events);
  }

  private long settle(RawSlot slot, Collection<RawMessage> messages, int epoch, EventSpans events)
      throws IOException {
    for (int swaps = 0; swaps < MAX_SWAPS; swaps++) {
      Optional<Long> added = OneVersion.of(() -> tryToLand(slot, messages, epoch, events));
      if (added.isPresent()) {
        return added.get();
      }
    }
    throw new IOException(
        objects.location(slot.path()) + ": lost " + MAX_SWAPS + " swaps in a row");
  }

  /** The footers of all slots, by source, topic, partition and time. */
  public List<RawSlotFooter> index() throws IOException {
    List<RawSlotFooter> footers = new ArrayList<>();
    for (String path : objects.list(RawKey.FOLDER)) {
      if (RawSlot.isSlot(path)) {
        footers.add(OneVersion.of(() -> footer(path)));
      }
    }
    footers.sort((left, right) -> left.slot().compareTo(right.slot()));
    return footers;
  }

  private RawSlotFooter footer(String path) throws IOException {
    try (StoredObject object = objects.open(path)) {
      return RawSlotFooter.of(path, ParquetObject.open(object));
    }
  }

  /** The records of a slot, by offset. */
  public List<RawMessage> read(RawSlot slot) throws IOException {
    return OneVersion.of(
        () -> {
          try (StoredObject object = objects.open(slot.path())) {
            return read(ParquetObject.open(object));
          }
        });
  }

  /**
   * End, exclusive, of the offsets of one partition that are all landed, counted from one on.
   *
   * @param partition footers of the partition's slots, in any order
   * @param from the first offset that counts
   */
  public long contiguousTo(Collection<RawSlotFooter> partition, long from) throws IOException {
    List<RawSlotFooter> sorted = new ArrayList<>(partition);
    sorted.sort(Comparator.comparingLong(RawSlotFooter::firstOffset));
    long end = from;
    long to = from;
    long landed = 0;
    for (RawSlotFooter footer : sorted) {
      if (footer.firstOffset() > to) {
        break;
      }
      if (footer.lastOffset() >= from) {
        landed += footer.firstOffset() >= from ? footer.messages() : landedSince(footer, from);
        to = Math.max(to, footer.lastOffset() + 1);
      }
      // Where append time went back, offsets of neighbouring slots are mixed: their sum counts.
      if (landed == to - from) {
        end = to;
      }
    }
    return end;
  }

  private long landedSince(RawSlotFooter footer, long from) throws IOException {
    return read(footer.slot()).stream()
        .filter(message -> RawSlotFooter.offset(message) >= from)
        .count();
  }

  private static List<RawMessage> read(ParquetObject object) throws IOException {
    List<RawMessage> messages = new ArrayList<>();
    object.scan((columns, rows) -> RawColumns.read(columns, rows, messages::add));
    return messages;
  }

  /** Lands records given what is stored now; empty when that changed meanwhile. */
  private Optional<Long> tryToLand(
      RawSlot slot, Collection<RawMessage> messages, int epoch, EventSpans events)
      throws IOException {
    SortedMap<Long, RawMessage> all = new TreeMap<>();
    Optional<StoredObject> found = objects.find(slot.path());
    if (found.isEmpty()) {
      messages.forEach(message -> all.put(RawSlotFooter.offset(message), message));
      return put(slot, all, epoch, events, Optional.empty())
          ? Optional.of((long) all.size())
          : Optional.empty();
    }
    try (StoredObject object = found.get()) {
      ParquetObject parquet = ParquetObject.open(object);
      RawSlotFooter stored = RawSlotFooter.of(slot.path(), parquet);
      read(parquet).forEach(message -> all.put(RawSlotFooter.offset(message), message));
      messages.forEach(message -> all.putIfAbsent(RawSlotFooter.offset(message), message));
      EventSpans both = stored.events().union(events);
      long added = all.size() - stored.messages();
      int told = told(stored.epoch(), messages, epoch, all.size());
      if (added == 0 && both.equals(stored.events()) && told == stored.epoch()) {
        return Optional.of(0L);
      }
      return put(slot, all, told, both, Optional.of(object.etag()))
          ? Optional.of(added)
          : Optional.empty();
    }
  }

  /**
   * The epoch that has told the periods of all records: the newer one where it was offered all of
   * them, else the older. A slot of an older epoch is read for every period.
   */
  private static int told(int stored, Collection<RawMessage> messages, int epoch, int all) {
    if (messages.isEmpty()) {
      return stored;
    }
    long offered = messages.stream().mapToLong(RawSlotFooter::offset).distinct().count();
    return offered == all ? Math.max(epoch, stored) : Math.min(epoch, stored);
  }

  private boolean put(
      RawSlot slot,
      SortedMap<Long, RawMessage> messages,
      int epoch,
      EventSpans events,
      Optional<String> expected)
      throws IOException {
    List<RawMessage> sorted = List.copyOf(messages.values());
    RawSlotFooter footer = RawSlotFooter.of(slot, sorted, epoch, events);
    try (Staged staged = objects.stage(slot.path())) {
      RawColumns.ofStreams(footer.toMap())
          .write(staged.path(), sorted.size(), (out, row) -> RawColumns.encode(sorted, out, row));
      String location = staged.path().toString();
      ParquetObject written = ParquetObject.open(new LocalInputFile(staged.path()), location);
      if (!RawSlotFooter.of(slot.path(), written).equals(footer)) {
        throw new UnreadableObjectException(location, "its footer is not what was written");
      }
      return objects.swap(staged, expected);
    }
  }
}
