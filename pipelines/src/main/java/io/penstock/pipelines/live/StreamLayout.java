package io.penstock.pipelines.live;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings of a plan that the state of its stream depends on: a stream goes on from a savepoint
 * only with the same.
 *
 * @param settings by name
 */
record StreamLayout(SortedMap<String, String> settings) {
  StreamLayout {
    settings = new TreeMap<>(settings);
  }

  /** The settings that the state of a plan's stream depends on. */
  static StreamLayout of(Plan plan) {
    SortedMap<String, String> layout = new TreeMap<>();
    layout.put("epoch", Integer.toString(plan.epoch()));
    layout.put("live.lanes", Integer.toString(plan.live().lanes()));
    layout.put("live.slot", Long.toString(plan.live().rawSlotMicros()));
    layout.put("archive.period", Long.toString(plan.archive().periodMicros()));
    layout.put("archive.shards", Integer.toString(plan.archive().shards()));
    for (Dataset dataset : Dataset.of(plan)) {
      layout.put("tile." + dataset.name(), Long.toString(dataset.tileMicros()));
    }
    layout.put(
        "sources",
        plan.sources().stream()
            .filter(source -> source.kafka().isGiven())
            .map(source -> source.name() + "=" + source.kafka().topic())
            .collect(Collectors.joining(",")));
    return new StreamLayout(layout);
  }

  /** Why a stream with this state cannot go on with a plan; empty when it can. */
  List<String> problems(Plan plan) {
    SortedMap<String, String> now = of(plan).settings;
    List<String> problems = new ArrayList<>();
    settings.forEach(
        (setting, value) -> {
          String planned = now.getOrDefault(setting, "nothing");
          if (!planned.equals(value)) {
            problems.add(
                setting
                    + " must be "
                    + value
                    + ", as when the savepoint's stream was started, but was: "
                    + planned
                    + "; to change it, start with --from resume");
          }
        });
    return problems;
  }
}
