package io.penstock.pipelines.bounded;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Grouping;
import io.penstock.core.tile.LaneSpan;
import io.penstock.pipelines.plan.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The archive shards that a run is about. An archive object holds all assets of its shard and is
 * replaced as a whole, so a run for some assets is a run for all of their shards.
 *
 * @param count how many shards the archive has
 * @param wanted those that are computed
 */
record Shards(int count, SortedSet<Integer> wanted) {
  Shards {
    wanted = new TreeSet<>(wanted);
  }

  /** Every shard of a plan. */
  static Shards all(Plan plan) {
    int count = plan.archive().shards();
    return new Shards(
        count, IntStream.range(0, count).boxed().collect(Collectors.toCollection(TreeSet::new)));
  }

  /**
   * The shards of some assets; every shard when none is named.
   *
   * @param known the assets there are
   * @throws IllegalArgumentException when an asset is not known
   */
  static Shards of(Plan plan, Collection<String> assets, SortedSet<String> known) {
    if (assets.isEmpty()) {
      return all(plan);
    }
    SortedSet<Integer> wanted = new TreeSet<>();
    for (String asset : assets) {
      if (!known.contains(asset)) {
        throw new IllegalArgumentException(
            "--only must name assets of plan "
                + plan.name()
                + ", but was: "
                + asset
                + (known.isEmpty() ? "" : "; did you mean " + nearest(asset, known) + "?"));
      }
      wanted.add(Grouping.lane(asset, plan.archive().shards()));
    }
    return new Shards(plan.archive().shards(), wanted);
  }

  private static String nearest(String asset, SortedSet<String> known) {
    return NearestName.of(asset, List.copyOf(known));
  }

  boolean isAll() {
    return wanted.size() == count;
  }

  /** Whether an asset is in one of the shards. */
  boolean contains(String asset) {
    return wanted.contains(Grouping.lane(asset, count));
  }

  /** Those of some assets that are in one of the shards. */
  SortedSet<String> of(Collection<String> assets) {
    return assets.stream().filter(this::contains).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The shards in each of some periods. */
  List<LaneSpan> in(Set<Long> periods) {
    return periods.stream()
        .flatMap(start -> wanted.stream().map(shard -> new LaneSpan(shard, start)))
        .toList();
  }

  /** The name under which a backfill notes its slices: {@code all}, or the shards. */
  String text() {
    return isAll() ? "all" : wanted.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
