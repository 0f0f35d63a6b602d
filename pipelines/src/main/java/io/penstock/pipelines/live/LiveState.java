package io.penstock.pipelines.live;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Dataset;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What must be the same when a stream goes on from a savepoint, and what its start decided, in the
 * file {@code live/stream.properties} beside its checkpoints.
 *
 * @param layout settings that the state of a stream depends on
 * @param firstTileMicros see {@link LiveSettings}
 * @param firstPeriodMicros see {@link LiveSettings}
 * @param start where the stream started, for people
 */
record LiveState(
    SortedMap<String, String> layout, long firstTileMicros, long firstPeriodMicros, String start) {
  private static final String LAYOUT = "layout.";
  private static final String FIRST_TILE = "firstTileMicros";
  private static final String FIRST_PERIOD = "firstPeriodMicros";
  private static final String START = "start";

  LiveState {
    layout = new TreeMap<>(layout);
  }

  /** The settings that the state of a plan's stream depends on. */
  static SortedMap<String, String> layout(Plan plan) {
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
    return layout;
  }

  /** Why a stream with this state cannot go on with a plan; empty when it can. */
  List<String> problems(Plan plan) {
    SortedMap<String, String> now = layout(plan);
    List<String> problems = new ArrayList<>();
    layout.forEach(
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

  static LiveState read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(in);
    }
    SortedMap<String, String> layout = new TreeMap<>();
    for (String key : properties.stringPropertyNames()) {
      if (key.startsWith(LAYOUT)) {
        layout.put(key.substring(LAYOUT.length()), properties.getProperty(key, ""));
      }
    }
    return new LiveState(
        layout,
        Long.parseLong(properties.getProperty(FIRST_TILE, "")),
        Long.parseLong(properties.getProperty(FIRST_PERIOD, "")),
        properties.getProperty(START, ""));
  }

  void write(Path file) throws IOException {
    SortedMap<String, String> lines = new TreeMap<>();
    layout.forEach((key, value) -> lines.put(LAYOUT + key, value));
    lines.put(FIRST_TILE, Long.toString(firstTileMicros));
    lines.put(FIRST_PERIOD, Long.toString(firstPeriodMicros));
    lines.put(START, start);
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> line : lines.entrySet()) {
      text.append(line.getKey()).append('=').append(line.getValue()).append('\n');
    }
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
