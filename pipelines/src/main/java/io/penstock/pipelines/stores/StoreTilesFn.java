package io.penstock.pipelines.stores;

import io.penstock.core.tile.Offer;
import io.penstock.core.tile.TileTable;
import io.penstock.core.tile.Verdict;
import io.penstock.io.archive.ArchiveOutcome;
import io.penstock.io.archive.ArchiveStore;
import io.penstock.io.hot.ArchiveRegister;
import io.penstock.io.hot.DirtyMarks;
import io.penstock.io.hot.DirtyReason;
import io.penstock.io.hot.HotStore;
import io.penstock.transforms.metrics.Metric;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/**
 * Writes each table to the hot tables and to the archive, in one pass: a result that two sinks read
 * would be computed twice on Spark. Both stores decide by evidence, so a retry changes nothing.
 */
final class StoreTilesFn extends DoFn<TileTable, Void> {
  private static final long serialVersionUID = 1;

  private final Stores stores;
  private final Offer.Authority authority;
  private transient @Nullable HotStore hot;
  private transient @Nullable ArchiveStore archive;

  StoreTilesFn(Stores stores, Offer.Authority authority) {
    this.stores = stores;
    this.authority = authority;
  }

  /** Opens the stores. */
  @Setup
  public void setup() throws IOException {
    hot = stores.openHot();
    archive = stores.openArchive();
  }

  /** Offers one table to both stores. */
  @ProcessElement
  public void processElement(@Element TileTable table)
      throws IOException, SQLException, InterruptedException {
    Offer offer = new Offer(Offer.Stage.FINAL, authority);
    HotStore openHot = Objects.requireNonNull(hot);
    HotCounts.add(openHot.write(table, offer, stores.plan().periodMicros()));
    ArchiveOutcome outcome = Objects.requireNonNull(archive).write(table, offer);
    if (outcome.verdict() == Verdict.IGNORE_AND_MARK_DIRTY) {
      new DirtyMarks(openHot.database()).mark(marks(table));
    }
    // Also when it was there already: a run may have died between writing and registering it.
    if (outcome.verdict().writes() || outcome.verdict() == Verdict.UNCHANGED) {
      new ArchiveRegister(openHot.database()).put(StoreTiles.entry(table, outcome));
    }
    count(outcome, table);
    RunProgress.stored(table.rows());
  }

  /** Every asset of the table, whose archive period a more complete object stands in for. */
  private List<DirtyMarks.Request> marks(TileTable table) {
    return table.tiles().stream()
        .map(TileTable.AssetTile::asset)
        .distinct()
        .map(
            asset ->
                new DirtyMarks.Request(
                    asset, table.spanStart(), DirtyReason.INCOMPLETE, OptionalLong.empty()))
        .toList();
  }

  /** Closes the stores. */
  @Teardown
  public void teardown() {
    if (hot != null) {
      hot.close();
      hot = null;
    }
  }

  private static void count(ArchiveOutcome outcome, TileTable table) {
    switch (outcome.verdict()) {
      case WRITE, REPLACE -> {
        Metric.ARCHIVE_OBJECTS_WRITTEN.add(1);
        Metric.ARCHIVE_ROWS_WRITTEN.add(table.rows());
      }
      case UNCHANGED -> Metric.ARCHIVE_OBJECTS_UNCHANGED.add(1);
      case IGNORE, IGNORE_AND_MARK_DIRTY -> Metric.ARCHIVE_OBJECTS_IGNORED.add(1);
    }
  }
}
