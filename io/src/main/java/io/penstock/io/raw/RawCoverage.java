package io.penstock.io.raw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which offsets of one partition are in the raw archive.
 *
 * @param source the source's name in the plan
 * @param topic the topic
 * @param partition the partition
 * @param from first offset landed
 * @param contiguousTo end, exclusive, of the offsets that are all there, counted from {@code from}
 * @param to end, exclusive, of all offsets landed
 * @param messages number of records landed
 * @param objects number of objects
 * @param holes what is missing between {@code from} and {@code to}, one line each
 */
public record RawCoverage(
    String source,
    String topic,
    int partition,
    long from,
    long contiguousTo,
    long to,
    long messages,
    int objects,
    List<String> holes) {
  /** Copies the list. */
  public RawCoverage {
    holes = List.copyOf(holes);
  }

  /** The coverage of each partition that slots were landed of, by source, topic and partition. */
  public static List<RawCoverage> of(List<RawSlotFooter> slots) {
    Map<RawSlot, List<RawSlotFooter>> byPartition = new TreeMap<>();
    for (RawSlotFooter footer : slots) {
      RawSlot slot = footer.slot();
      RawSlot any = new RawSlot(slot.source(), slot.topic(), slot.partition(), 0);
      byPartition.computeIfAbsent(any, key -> new ArrayList<>()).add(footer);
    }
    List<RawCoverage> coverage = new ArrayList<>();
    byPartition.forEach((slot, footers) -> coverage.add(of(slot, footers)));
    return coverage;
  }

  /**
   * Offsets of neighbouring slots may be mixed where append time went back, so what counts is the
   * sum: a run of slots is complete when it holds as many records as offsets.
   */
  private static RawCoverage of(RawSlot partition, List<RawSlotFooter> footers) {
    List<RawSlotFooter> sorted = new ArrayList<>(footers);
    sorted.sort(Comparator.comparingLong(RawSlotFooter::firstOffset));
    long from = sorted.get(0).firstOffset();
    long contiguousTo = from;
    long runFrom = from;
    long runTo = from;
    long runMessages = 0;
    long messages = 0;
    List<String> holes = new ArrayList<>();
    for (RawSlotFooter footer : sorted) {
      if (footer.firstOffset() > runTo) {
        addMissing(runFrom, runTo, runMessages, holes);
        holes.add("offsets " + runTo + " to " + (footer.firstOffset() - 1));
        runFrom = footer.firstOffset();
        runMessages = 0;
      }
      runTo = Math.max(runTo, footer.lastOffset() + 1);
      runMessages += footer.messages();
      messages += footer.messages();
      if (messages == runTo - from) {
        contiguousTo = runTo;
      }
    }
    addMissing(runFrom, runTo, runMessages, holes);
    return new RawCoverage(
        partition.source(),
        partition.topic(),
        partition.partition(),
        from,
        contiguousTo,
        runTo,
        messages,
        sorted.size(),
        holes);
  }

  private static void addMissing(long from, long to, long messages, List<String> holes) {
    if (messages < to - from) {
      holes.add((to - from - messages) + " of offsets " + from + " to " + (to - 1));
    }
  }
}
