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
 * @param gaps where something is missing between {@code from} and {@code to}, in order
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
    List<Gap> gaps) {
  /** Copies the list. */
  public RawCoverage {
    gaps = List.copyOf(gaps);
  }

  /**
   * Offsets of which some or all are missing.
   *
   * @param from the first
   * @param to the end, exclusive
   * @param missing how many of them are missing; which, nobody knows without reading them, unless
   *     it is all
   */
  public record Gap(long from, long to, long missing) {
    /** What is missing, for people. */
    public String text() {
      String offsets = "offsets " + from + " to " + (to - 1);
      return missing == to - from ? offsets : missing + " of " + offsets;
    }
  }

  /** Whether nothing is missing between {@code from} and {@code to}. */
  public boolean isComplete() {
    return gaps.isEmpty();
  }

  /** What is missing between {@code from} and {@code to}, one line each. */
  public List<String> holes() {
    return gaps.stream().map(Gap::text).toList();
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
    List<Gap> gaps = new ArrayList<>();
    for (RawSlotFooter footer : sorted) {
      if (footer.firstOffset() > runTo) {
        addMissing(runFrom, runTo, runMessages, gaps);
        gaps.add(new Gap(runTo, footer.firstOffset(), footer.firstOffset() - runTo));
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
    addMissing(runFrom, runTo, runMessages, gaps);
    return new RawCoverage(
        partition.source(),
        partition.topic(),
        partition.partition(),
        from,
        contiguousTo,
        runTo,
        messages,
        sorted.size(),
        gaps);
  }

  private static void addMissing(long from, long to, long messages, List<Gap> gaps) {
    if (messages < to - from) {
      gaps.add(new Gap(from, to, to - from - messages));
    }
  }
}
