package io.penstock.pipelines.stores;

import io.penstock.core.tile.Offer;
import io.penstock.core.tile.TileTable;
import io.penstock.core.tile.Verdict;
import io.penstock.io.archive.ArchiveOutcome;
import io.penstock.io.archive.ArchiveStore;
import io.penstock.io.hot.ArchiveRegister;
import io.penstock.io.hot.DirtyMarks;
import io.penstock.io.hot.DirtyReason;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.HotStore;
import io.penstock.io.hot.PrunedParts;
import io.penstock.transforms.metrics.Metric;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/**
 * Hot tables and archive, which get each table of an archive period in one pass: a result that two
 * sinks read would be computed twice on Spark. Both decide by evidence, so a retry changes nothing.
 */
final class BothStores implements AutoCloseable {
  private final long periodMicros;
  private final HotStore hot;
  private final ArchiveStore archive;

  private BothStores(long periodMicros, HotStore hot, ArchiveStore archive) {
    this.periodMicros = periodMicros;
    this.hot = hot;
    this.archive = archive;
  }

  static BothStores open(Stores stores) throws IOException {
    return new BothStores(stores.plan().periodMicros(), stores.openHot(), stores.openArchive());
  }

  /** The hot tables' database. */
  HotDatabase database() {
    return hot.database();
  }

  /** Offers one table, and registers its object. */
  void offer(TileTable table, Offer offer) throws IOException, SQLException, InterruptedException {
    HotCounts.add(hot.write(table, offer, periodMicros));
    if (offer.equals(Offer.COMPLETE)) {
      restored(table);
    }
    ArchiveOutcome outcome = archive.write(table, offer);
    if (outcome.verdict() == Verdict.IGNORE_AND_MARK_DIRTY) {
      new DirtyMarks(hot.database()).mark(marks(table));
    }
    // Also when it was there already: a run may have died between writing and registering it.
    if (outcome.verdict().writes() || outcome.verdict() == Verdict.UNCHANGED) {
      new ArchiveRegister(hot.database()).put(StoreTiles.entry(table, outcome));
    }
    count(outcome.verdict(), table);
    RunProgress.stored(table.rows());
  }

  /** What was pruned is whole again. */
  private void restored(TileTable table) throws SQLException {
    new PrunedParts(hot.database(), table.plan())
        .restored(
            new PrunedParts.Part(table.dataset().name(), table.spanStart(), table.lane()),
            table.tiles().stream().map(TileTable.AssetTile::asset).distinct().toList(),
            periodMicros);
  }

  /** Counts what an offer would come to, and changes nothing. */
  void compare(TileTable table, Offer offer)
      throws IOException, SQLException, InterruptedException {
    HotCounts.add(hot.compare(table, offer));
    count(archive.compare(table, offer), table);
    RunProgress.stored(table.rows());
  }

  /** Every asset of the table, whose archive period a more complete object stands in for. */
  private static List<DirtyMarks.Request> marks(TileTable table) {
    return table.tiles().stream()
        .map(TileTable.AssetTile::asset)
        .distinct()
        .map(
            asset ->
                new DirtyMarks.Request(
                    asset, table.spanStart(), DirtyReason.INCOMPLETE, OptionalLong.empty()))
        .toList();
  }

  private static void count(Verdict verdict, TileTable table) {
    boolean written = verdict == Verdict.WRITE || verdict == Verdict.REPLACE;
    boolean unchanged = verdict == Verdict.UNCHANGED;
    Metric.ARCHIVE_OBJECTS_WRITTEN.add(written ? 1 : 0);
    Metric.ARCHIVE_ROWS_WRITTEN.add(written ? table.rows() : 0);
    Metric.ARCHIVE_OBJECTS_UNCHANGED.add(unchanged ? 1 : 0);
    Metric.ARCHIVE_OBJECTS_IGNORED.add(written || unchanged ? 0 : 1);
  }

  @Override
  public void close() {
    hot.close();
  }
}
