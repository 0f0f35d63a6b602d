package io.penstock.runners.flink.gate;

import io.penstock.core.decode.Lateness;
import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.Grouping;
import io.penstock.core.tile.LaneSpan;
import io.penstock.io.kafka.GatheredRecords;
import io.penstock.pipelines.live.LiveInput;
import io.penstock.pipelines.live.LivePipeline;
import io.penstock.pipelines.live.LiveSettings;
import io.penstock.pipelines.stores.Stores;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * One script, played to the stream's own steps: what they must give, and what they gave.
 *
 * @param name of the jobs that play it
 * @param plan the plan
 * @param script the script
 * @param log what the jobs read
 * @param expected what must come of it
 */
public record GateTrial(String name, Plan plan, Script script, ScriptedLog log, Expected expected) {
  private static final String ARCHIVE = "Archive";
  private static final String GROUPING = "GroupByLaneSpan";
  private static final String DROPPED = "droppedDueToLateness";

  /** A trial. */
  public static GateTrial of(String name, Plan plan, long seed) {
    Script script = Script.of(plan.time(), Grouping.ofArchive(plan).lookAheadMicros(), seed);
    ScriptedLog log =
        ScriptedLog.create(
            name, script, watermark -> CountingReporter.hasCome(watermark, name, GROUPING));
    return new GateTrial(name, plan, script, log, Expected.of(plan, script));
  }

  /** The stream's steps, reading the script. */
  public Pipeline pipeline(PipelineOptions options, Stores stores, Lateness gate) {
    options.setJobName(name);
    Pipeline pipeline = Pipeline.create(options);
    LiveInput input =
        new LiveInput(
            source ->
                Read.from(
                    new GatheredRecords<>(
                        ScriptedSource.of(name, source.topic(), plan.time().settleMicros()))),
            gate);
    LivePipeline.build(pipeline, LiveSettings.whole(plan, stores), input);
    steps().keySet().forEach(step -> Witness.watch(pipeline, name, step));
    return pipeline;
  }

  /** Whether every span had its whole set. */
  public boolean isComplete() {
    return steps().entrySet().stream()
        .allMatch(
            step ->
                expected.sets(step.getValue()).entrySet().stream()
                    .allMatch(
                        span -> panes(step.getKey(), span.getKey()).contains(span.getValue())));
  }

  /** Whether the script's last readings were computed, long after whose time all others come. */
  public boolean isOver() {
    return expected.sets(Grouping.ofArchive(plan)).keySet().stream()
        .filter(span -> span.startMicros() > (Script.END + 30_000) * 1000)
        .noneMatch(span -> panes(ARCHIVE, span).isEmpty());
  }

  /** Archive periods that were computed from other readings than theirs. */
  public long wrongPeriods() {
    Map<LaneSpan, Set<Long>> sets = expected.sets(Grouping.ofArchive(plan));
    return Witness.panes(name, ARCHIVE).entrySet().stream()
        .filter(
            span ->
                !span.getValue().stream()
                    .allMatch(sets.getOrDefault(span.getKey(), Set.of())::equals))
        .count();
  }

  private List<Set<Long>> panes(String step, LaneSpan span) {
    return Witness.panes(name, step).getOrDefault(span, List.of());
  }

  /** How many readings or blocks of them the engine dropped as late. */
  public long dropped() {
    return CountingReporter.sum(name, DROPPED);
  }

  /** Late readings, as the stream counted them; more when it read records again. */
  public long countedLate() {
    return CountingReporter.sum(name, "penstock.readings_late");
  }

  /** Everything in which the panes are not as they must be. */
  public List<String> violations() {
    List<String> violations = new ArrayList<>();
    steps()
        .forEach(
            (step, grouping) -> {
              Map<LaneSpan, Set<Long>> sets = expected.sets(grouping);
              Map<LaneSpan, List<Set<Long>>> panes = Witness.panes(name, step);
              Set<LaneSpan> spans = new HashSet<>(sets.keySet());
              spans.addAll(panes.keySet());
              for (LaneSpan span : spans) {
                judge(
                    step + ' ' + span,
                    step.equals(ARCHIVE),
                    sets.getOrDefault(span, Set.of()),
                    panes.getOrDefault(span, List.of()),
                    violations);
              }
            });
    return violations;
  }

  /** A period has its whole set in each pane, a tile in its last, and no pane anything else. */
  private static void judge(
      String what, boolean once, Set<Long> set, List<Set<Long>> panes, List<String> violations) {
    if (panes.stream().noneMatch(set::equals)) {
      violations.add(what + " never had its set of " + set.size() + ", but " + sizes(panes));
    } else if (once && !panes.stream().allMatch(set::equals)) {
      violations.add(what + " came again with other readings: " + set.size() + ' ' + sizes(panes));
    } else if (!panes.stream().allMatch(set::containsAll)) {
      violations.add(what + " had readings that were not admitted");
    }
  }

  private static List<Integer> sizes(List<Set<Long>> panes) {
    return panes.stream().map(Set::size).toList();
  }

  /** What was played and what came of it. */
  public String figures() {
    Map<LaneSpan, List<Set<Long>>> archive = Witness.panes(name, ARCHIVE);
    return "%s: %s; %d dropped, %d archive panes of %d periods of lanes, %d hot panes"
        .formatted(name, expected, dropped(), panes(archive), archive.size(), hotPanes());
  }

  private int hotPanes() {
    return steps().keySet().stream()
        .filter(step -> !step.equals(ARCHIVE))
        .mapToInt(step -> panes(Witness.panes(name, step)))
        .sum();
  }

  private static int panes(Map<LaneSpan, List<Set<Long>>> bySpan) {
    return bySpan.values().stream().mapToInt(List::size).sum();
  }

  /** Whether each archive period was computed exactly once. */
  public boolean isEachPeriodComputedOnce() {
    return Witness.panes(name, ARCHIVE).values().stream().allMatch(panes -> panes.size() == 1);
  }

  private Map<String, Grouping> steps() {
    Map<String, Grouping> steps = new TreeMap<>();
    steps.put(ARCHIVE, Grouping.ofArchive(plan));
    Map<Long, List<Dataset>> byTile = new TreeMap<>();
    for (Dataset dataset : Dataset.of(plan)) {
      byTile.computeIfAbsent(dataset.tileMicros(), tile -> new ArrayList<>()).add(dataset);
    }
    byTile.forEach(
        (tile, datasets) ->
            steps.put(
                "HotPT" + tile / 1_000_000 + 'S',
                Grouping.of(plan, datasets, plan.live().lanes(), tile)));
    return steps;
  }
}
