package io.penstock.transforms.process;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Grouping;
import io.penstock.core.tile.LaneSpan;
import io.penstock.core.tile.TileTable;
import io.penstock.transforms.coders.TileTableCoder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Groups blocks by lane and span and computes the tiles of each.
 *
 * <p>In: encoded blocks, in any order, keyed by lane-span. Out: per lane-span one {@link TileTable}
 * for each dataset of the grouping that has tiles there. Windows and order: none needed, the span
 * is in the key. State: all blocks of one lane-span in memory while it is computed. Errors: a block
 * of another version or epoch fails the bundle.
 */
public final class ProcessTiles
    extends PTransform<PCollection<KV<LaneSpan, byte[]>>, PCollection<TileTable>> {
  private static final long serialVersionUID = 1;

  private final Plan plan;
  private final Grouping grouping;
  private final Fates fates;
  private final EmptyTables empty;

  private ProcessTiles(Plan plan, Grouping grouping, Fates fates, EmptyTables empty) {
    this.plan = plan;
    this.grouping = grouping;
    this.fates = fates;
    this.empty = empty;
  }

  /** Whether the fates of readings are counted here. */
  enum Fates {
    COUNTED,
    UNCOUNTED
  }

  /** Whether a table without any tile goes on. */
  enum EmptyTables {
    LEFT_OUT,
    KEPT
  }

  /** The tiles of a plan, gathered by the same grouping that keyed the blocks. */
  public static ProcessTiles of(Plan plan, Grouping grouping) {
    return new ProcessTiles(plan, grouping, Fates.COUNTED, EmptyTables.LEFT_OUT);
  }

  /**
   * The same, counting neither rows nor the fates of readings: for tiles that are computed more
   * than once, pane by pane.
   */
  public ProcessTiles uncounted() {
    return new ProcessTiles(plan, grouping, Fates.UNCOUNTED, empty);
  }

  /**
   * The same, giving a table for every dataset of a lane-span, also where no tile is in it: for who
   * must know that there is nothing.
   */
  public ProcessTiles withEmptyTables() {
    return new ProcessTiles(plan, grouping, fates, EmptyTables.KEPT);
  }

  @Override
  public PCollection<TileTable> expand(PCollection<KV<LaneSpan, byte[]>> blocks) {
    return blocks
        .apply("GroupByLaneSpan", GroupByKey.create())
        .apply("ComputeTiles", ParDo.of(new ComputeTilesFn(plan, grouping, fates, empty)))
        .setCoder(TileTableCoder.of());
  }
}
