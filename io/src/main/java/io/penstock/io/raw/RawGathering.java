package io.penstock.io.raw;

import io.penstock.core.decode.RawMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Gathers records of partitions by slot, in memory until they are given away. Serves one thread.
 */
public final class RawGathering {
  private final long slotMicros;
  private final Map<RawSlot, Open> open = new LinkedHashMap<>();

  /** Gathers for slots of this length of append time. */
  public RawGathering(long slotMicros) {
    this.slotMicros = slotMicros;
  }

  private record Open(List<RawMessage> messages, TreeSet<Long> periods) {}

  /**
   * Adds a record.
   *
   * @param periods starts of the archive periods of its readings
   */
  public void add(String topic, int partition, RawMessage message, long[] periods) {
    long start = Math.floorDiv(message.ingestMicros(), slotMicros) * slotMicros;
    Open slot =
        open.computeIfAbsent(
            new RawSlot(message.source(), topic, partition, start),
            key -> new Open(new ArrayList<>(), new TreeSet<>()));
    slot.messages.add(message);
    for (long period : periods) {
      slot.periods.add(period);
    }
  }

  /** Gives away everything. */
  public void flush(BiConsumer<RawSlot, RawBlock> out) {
    open.forEach(
        (slot, gathered) ->
            out.accept(
                slot,
                new RawBlock(
                    gathered.messages,
                    gathered.periods.stream().mapToLong(Long::longValue).toArray())));
    open.clear();
  }
}
