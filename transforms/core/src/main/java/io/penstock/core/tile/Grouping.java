package io.penstock.core.tile;

import io.penstock.core.plan.Margins;
import io.penstock.core.plan.Plan;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * How readings are gathered before tiles are computed: which datasets, in how many lanes of assets,
 * and how much time at once. Lanes and span are performance knobs: no result depends on them.
 *
 * @param datasets what is computed from the gathered readings
 * @param lanes number of lanes, at least 1
 * @param spanMicros length of a span: a multiple of every dataset's tile
 * @param lookBackMicros how far before a span its readings reach
 * @param lookAheadMicros how far after a span its readings reach
 */
public record Grouping(
    List<Dataset> datasets, int lanes, long spanMicros, long lookBackMicros, long lookAheadMicros)
    implements Serializable {

  /** Checks that every tile lies within one span. */
  public Grouping {
    datasets = List.copyOf(datasets);
    if (lanes < 1) {
      throw new IllegalArgumentException("lanes must be at least 1, but was: " + lanes);
    }
    for (Dataset dataset : datasets) {
      if (spanMicros % dataset.tileMicros() != 0) {
        throw new IllegalArgumentException(
            "span must be a multiple of the tile of "
                + dataset.name()
                + " ("
                + dataset.tileMicros()
                + " us), but was: "
                + spanMicros
                + " us");
      }
    }
  }

  /** A grouping of some datasets of a plan, with the widest margin any of them needs. */
  public static Grouping of(Plan plan, List<Dataset> datasets, int lanes, long spanMicros) {
    long lookBack = 0;
    long lookAhead = 0;
    for (Dataset dataset : datasets) {
      Margins margins = Margins.of(plan, dataset.name());
      lookBack = Math.max(lookBack, margins.lookBackMicros());
      lookAhead = Math.max(lookAhead, margins.lookAheadMicros());
    }
    return new Grouping(datasets, lanes, spanMicros, lookBack, lookAhead);
  }

  /** The grouping of the archive and of bounded runs: a shard is a lane, a period is a span. */
  public static Grouping ofArchive(Plan plan) {
    return of(plan, Dataset.of(plan), plan.archive().shards(), plan.archive().periodMicros());
  }

  /** Index of the first span whose margin holds an event time. */
  public long firstSpan(long eventMicros) {
    return Math.floorDiv(eventMicros - lookAheadMicros, spanMicros);
  }

  /** Index of the last span whose margin holds an event time. */
  public long lastSpan(long eventMicros) {
    return Math.floorDiv(eventMicros + lookBackMicros, spanMicros);
  }

  /** The lane of an asset. */
  public int lane(String asset) {
    return lane(asset, lanes);
  }

  /**
   * The lane of an asset among a number of lanes. Stored objects depend on it, so it never changes:
   * the 31-polynomial over the asset's UTF-8 bytes, mixed and reduced.
   */
  public static int lane(String asset, int lanes) {
    int hash = Arrays.hashCode(asset.getBytes(StandardCharsets.UTF_8));
    hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
    hash ^= hash >>> 13;
    return Math.floorMod(hash, lanes);
  }
}
