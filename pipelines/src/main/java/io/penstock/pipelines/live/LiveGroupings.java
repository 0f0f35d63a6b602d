package io.penstock.pipelines.live;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.Grouping;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How the live stream gathers readings. */
final class LiveGroupings {
  private LiveGroupings() {}

  /**
   * Of the hot tiles: datasets with the same tile length together, one tile at a time. The shortest
   * first.
   */
  static List<Grouping> hot(Plan plan) {
    SortedMap<Long, List<Dataset>> byTile = new TreeMap<>();
    for (Dataset dataset : Dataset.of(plan)) {
      byTile.computeIfAbsent(dataset.tileMicros(), tile -> new ArrayList<>()).add(dataset);
    }
    List<Grouping> groupings = new ArrayList<>();
    byTile.forEach(
        (tile, datasets) -> groupings.add(Grouping.of(plan, datasets, plan.live().lanes(), tile)));
    return groupings;
  }
}
