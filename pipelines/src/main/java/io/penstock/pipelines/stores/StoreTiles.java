package io.penstock.pipelines.stores;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Offer;
import io.penstock.core.tile.TileTable;
import io.penstock.io.archive.ArchiveOutcome;
import io.penstock.io.hot.ArchiveRegister;
import java.time.Clock;
import org.apache.beam.sdk.transforms.ParDo;

/**
 * Writes tables of tiles to the stores. Every store decides by evidence, so that retries, replays
 * and panes in any order change nothing.
 */
public final class StoreTiles {
  private StoreTiles() {}

  /** Offers each table to hot tables and archive. */
  public static ParDo.SingleOutput<TileTable, Void> offered(Stores stores, Offer offer) {
    return ParDo.of(new StoreTilesFn(stores, offer, StoreTilesFn.Effect.STORED));
  }

  /** Counts what offering each table would come to, in place of doing so. */
  public static ParDo.SingleOutput<TileTable, Void> compared(Stores stores, Offer offer) {
    return ParDo.of(new StoreTilesFn(stores, offer, StoreTilesFn.Effect.COUNTED));
  }

  /**
   * Holds each table against the rows of hot tables and archive, and notes where they differ.
   *
   * @param audit the name under which {@link io.penstock.io.hot.AuditDifferences} has it
   */
  public static ParDo.SingleOutput<TileTable, Void> checked(
      Plan plan, Stores stores, String audit) {
    return ParDo.of(new CheckTilesFn(plan, stores, audit));
  }

  /**
   * Seals each table of a stream, empty ones too: offers it to both stores as final, then notes
   * that this part of its period is sealed. Tiles that the hot tables have already come out as
   * final and are not written again.
   *
   * @param parts how many tables a period has: datasets times shards
   */
  public static ParDo.SingleOutput<TileTable, Void> sealing(Stores stores, int parts) {
    return ParDo.of(new SealFn(stores, parts));
  }

  /** Offers each pane of a stream to the hot tables: early before the watermark, on time since. */
  public static ParDo.SingleOutput<TileTable, Void> ofPanes(Stores stores) {
    return ParDo.of(new StorePanesFn(stores, Clock.systemUTC()));
  }

  /** How the register lists an object that holds a table. */
  public static ArchiveRegister.Entry entry(TileTable table, ArchiveOutcome outcome) {
    return new ArchiveRegister.Entry(
        table.plan(),
        table.dataset().name(),
        table.spanStart(),
        table.lane(),
        outcome.key().path(),
        outcome.bytes(),
        table.rows(),
        outcome.stored());
  }
}
