package io.penstock.pipelines.simulate;

import io.penstock.core.decode.Reason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run over a simulated plant has to count, exactly.
 *
 * @param sources by the source's name in the plan
 * @param silent readings that were never sent, because of gaps
 */
public record SimulationSummary(SortedMap<String, SourceCounts> sources, long silent) {

  /** Copies the map. */
  public SimulationSummary {
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
  }

  /**
   * The counts of one source. The unit is whatever has one fate: a reading, or a message that
   * cannot be read as a whole. So under either rule
   *
   * <pre>received = admitted + duplicate + conflict_lost + late + quarantined</pre>
   *
   * @param messages messages written
   * @param received readings that could be formed, plus what was rejected before
   * @param asLive by fate under {@code --lateness as-live}; every fate is there
   * @param ignoringLateness by fate under {@code --lateness ignore}; every fate is there
   * @param quarantined by reason, under both rules
   */
  public record SourceCounts(
      long messages,
      long received,
      Map<Fate, Long> asLive,
      Map<Fate, Long> ignoringLateness,
      Map<Reason, Long> quarantined) {

    /** Copies the maps; their order is the enum's. */
    public SourceCounts {
      asLive = copy(Fate.class, asLive);
      ignoringLateness = copy(Fate.class, ignoringLateness);
      quarantined = copy(Reason.class, quarantined);
    }

    /** How many have a fate under {@code --lateness as-live}. */
    public long asLive(Fate fate) {
      return asLive.getOrDefault(fate, 0L);
    }

    /** How many have a fate under {@code --lateness ignore}. */
    public long ignoringLateness(Fate fate) {
      return ignoringLateness.getOrDefault(fate, 0L);
    }

    /** How many are quarantined for a reason. */
    public long quarantined(Reason reason) {
      return quarantined.getOrDefault(reason, 0L);
    }

    /** The sum of two counts. */
    public SourceCounts plus(SourceCounts other) {
      return new SourceCounts(
          messages + other.messages,
          received + other.received,
          sum(Fate.class, asLive, other.asLive),
          sum(Fate.class, ignoringLateness, other.ignoringLateness),
          sum(Reason.class, quarantined, other.quarantined));
    }

    private static <K extends Enum<K>> Map<K, Long> copy(Class<K> type, Map<K, Long> counts) {
      Map<K, Long> copy = new EnumMap<>(type);
      copy.putAll(counts);
      return Collections.unmodifiableMap(copy);
    }

    private static <K extends Enum<K>> Map<K, Long> sum(
        Class<K> type, Map<K, Long> left, Map<K, Long> right) {
      Map<K, Long> sum = new EnumMap<>(type);
      sum.putAll(left);
      right.forEach((key, count) -> sum.merge(key, count, Long::sum));
      return sum;
    }
  }

  /**
   * The counts of one source.
   *
   * @param name its name in the plan
   */
  public SourceCounts source(String name) {
    SourceCounts counts = sources.get(name);
    if (counts == null) {
      throw new IllegalArgumentException("no source named " + name);
    }
    return counts;
  }

  /** The counts of all sources together. */
  public SourceCounts total() {
    return sources.values().stream().reduce(SourceCounts::plus).orElse(Census.EMPTY);
  }

  /** The summary as JSON, as it is written beside the ledger. */
  public String toJson() {
    StringBuilder json = new StringBuilder("{\n  \"sources\": {");
    String before = "\n";
    for (Map.Entry<String, SourceCounts> source : sources.entrySet()) {
      json.append(before).append("    \"").append(source.getKey()).append("\": ");
      append(source.getValue(), json);
      before = ",\n";
    }
    json.append("\n  },\n  \"total\": ");
    append(total(), json);
    return json.append(",\n  \"silent\": ").append(silent).append("\n}\n").toString();
  }

  private static void append(SourceCounts counts, StringBuilder json) {
    json.append("{\"messages\": ").append(counts.messages());
    json.append(", \"received\": ").append(counts.received());
    appendFates("as_live", counts.asLive(), json);
    appendFates("ignore", counts.ignoringLateness(), json);
    json.append(", \"reasons\": {");
    String before = "";
    for (Map.Entry<Reason, Long> reason : counts.quarantined().entrySet()) {
      json.append(before).append('"').append(reason.getKey().code()).append("\": ");
      json.append(reason.getValue());
      before = ", ";
    }
    json.append("}}");
  }

  private static void appendFates(String rule, Map<Fate, Long> fates, StringBuilder json) {
    json.append(", \"").append(rule).append("\": {");
    String before = "";
    for (Map.Entry<Fate, Long> fate : fates.entrySet()) {
      json.append(before).append('"').append(fate.getKey().code()).append("\": ");
      json.append(fate.getValue());
      before = ", ";
    }
    json.append('}');
  }
}
