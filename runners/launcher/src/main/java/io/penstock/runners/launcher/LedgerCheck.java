package io.penstock.runners.launcher;

import io.penstock.core.decode.Reason;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.pipelines.simulate.Fate;
import io.penstock.pipelines.simulate.SimulationSummary;
import io.penstock.transforms.metrics.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Holds what a run counted against what the simulator knows. */
final class LedgerCheck {
  private static final Map<Fate, Metric> COUNTED =
      Map.of(
          Fate.ADMITTED, Metric.READINGS_ADMITTED,
          Fate.DUPLICATE, Metric.READINGS_DUPLICATED,
          Fate.CONFLICT_LOST, Metric.READINGS_CONFLICTED,
          Fate.QUARANTINED, Metric.READINGS_QUARANTINED);

  private LedgerCheck() {}

  /** What differs, one line each; empty when everything is as it should be. */
  static List<String> differences(RunReport report, SimulationSummary expected) {
    List<String> differences = new ArrayList<>();
    expected
        .sources()
        .forEach(
            (source, counts) -> {
              SortedMap<String, Long> counted =
                  report.sources().getOrDefault(source, new TreeMap<>());
              compare(
                  source + " received",
                  counts.received(),
                  counted.getOrDefault(Metric.READINGS_RECEIVED.metricName(), 0L),
                  differences);
              COUNTED.forEach(
                  (fate, metric) ->
                      compare(
                          source + " " + fate.code(),
                          counts.ignoringLateness(fate),
                          counted.getOrDefault(metric.metricName(), 0L),
                          differences));
            });
    for (Reason reason : Reason.values()) {
      compare(
          "quarantined " + reason.code(),
          expected.total().quarantined(reason),
          report.quarantined().getOrDefault(reason.code(), 0L),
          differences);
    }
    return differences;
  }

  private static void compare(String what, long expected, long counted, List<String> differences) {
    if (expected != counted) {
      differences.add(what + ": the ledger has " + expected + ", the run counted " + counted);
    }
  }
}
