package io.penstock.pipelines.simulate;

import io.penstock.core.decode.Reason;
import io.penstock.pipelines.simulate.SimulationSummary.SourceCounts;
import java.util.EnumMap;
import java.util.Map;

/** Counts the entries of one source. */
final class Census {
  /** Nothing counted. */
  static final SourceCounts EMPTY = new Census().counts();

  private final Map<Fate, Long> asLive = zeros();
  private final Map<Fate, Long> ignoringLateness = zeros();
  private final Map<Reason, Long> quarantined = new EnumMap<>(Reason.class);
  private long messages;
  private long received;

  private static Map<Fate, Long> zeros() {
    Map<Fate, Long> zeros = new EnumMap<>(Fate.class);
    for (Fate fate : Fate.values()) {
      zeros.put(fate, 0L);
    }
    return zeros;
  }

  void messages(int more) {
    messages += more;
  }

  void count(LedgerEntry entry) {
    received++;
    asLive.merge(entry.fateAsLive(), 1L, Long::sum);
    ignoringLateness.merge(entry.fateIgnoringLateness(), 1L, Long::sum);
    entry.reason().ifPresent(reason -> quarantined.merge(reason, 1L, Long::sum));
  }

  SourceCounts counts() {
    return new SourceCounts(messages, received, asLive, ignoringLateness, quarantined);
  }
}
