package io.penstock.io.hot;

import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.Evidence;
import io.penstock.core.tile.Offer;
import io.penstock.core.tile.TileTable;
import io.penstock.core.tile.TileTable.AssetTile;
import io.penstock.core.tile.Verdict;
import io.penstock.io.hot.EvidenceTable.Stored;
import io.penstock.io.hot.TileIndex.Range;
import io.penstock.io.sql.BinaryCopyIn;
import io.penstock.io.sql.SqlFault;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What one transaction does with a run of asset-tiles: take the locks, decide tile by tile, then
 * write all that goes in with a handful of bulk statements.
 */
final class TileBatch {
  private final TileIndex index;
  private final RowWriter writer;
  private final RowTable rows;
  private final Offer offer;
  private final long periodMicros;
  private final Range range;

  private final List<Integer> written = new ArrayList<>();
  private final List<Integer> replaced = new ArrayList<>();
  private final List<AssetTile> restaged = new ArrayList<>();
  private final List<DirtyMarks.Request> marks = new ArrayList<>();
  private final ChangeTally changes;
  private int dirty;
  private int unchanged;
  private int ignored;

  TileBatch(TileIndex index, RowWriter writer, Offer offer, long periodMicros, Range range) {
    this.index = index;
    this.writer = writer;
    this.rows = RowTable.of(index.table().dataset());
    this.offer = offer;
    this.periodMicros = periodMicros;
    this.range = range;
    this.changes = new ChangeTally(index.table().dataset(), periodMicros);
  }

  /** Stores the tiles. Good for one attempt: another one takes a new batch. */
  StoreOutcome store(Connection connection) throws SQLException {
    TileTable table = index.table();
    EvidenceTable evidence =
        new EvidenceTable(
            connection, table.dataset().name(), table.plan(), table.epoch(), offer.stage());
    decide(evidence);
    long inserted = copy(connection, rows.copy(table.dataset()), written);
    long upserted = 0;
    long removed = 0;
    if (!replaced.isEmpty()) {
      upserted = stage(connection, table.dataset());
      removed =
          new StoredRows(connection, table.dataset())
              .deleteMissing(tiles(replaced), changes::removed);
    }
    evidence.update(tiles(replaced));
    evidence.update(restaged);
    DirtyMarks.mark(connection, marks);
    changes.store(connection, table.plan(), table.epoch());
    return new StoreOutcome(
        written.size(),
        replaced.size(),
        unchanged,
        ignored,
        dirty,
        0,
        inserted + upserted,
        removed);
  }

  private void decide(EvidenceTable evidence) throws SQLException {
    List<AssetTile> offered = index.table().tiles().subList(range.from(), range.to());
    BitSet fresh = evidence.insertNew(offered);
    if (fresh.cardinality() == offered.size()) {
      for (int tile = range.from(); tile < range.to(); tile++) {
        written.add(tile);
      }
      return;
    }
    Map<Integer, Stored> locked = evidence.lock(offered);
    for (int place = 0; place < offered.size(); place++) {
      if (fresh.get(place)) {
        written.add(range.from() + place);
        continue;
      }
      Stored stored = locked.get(place);
      if (stored == null) {
        // Removed since the insert found it: the next attempt will find it gone.
        throw SqlFault.contention("an asset-tile vanished while it was being locked");
      }
      decide(range.from() + place, stored);
    }
  }

  private void decide(int tile, Stored stored) {
    AssetTile offered = index.tile(tile);
    switch (Verdict.of(stored.evidence(), offered.evidence(), offer)) {
      case WRITE, REPLACE -> {
        replaced.add(tile);
        if (stored.evidence().epoch() < offered.evidence().epoch()) {
          changes.renewed(offered);
        }
        if (mayLackReadings(stored)) {
          marks.add(mark(offered, DirtyReason.REPLACED));
        }
      }
      case UNCHANGED -> {
        unchanged++;
        // The same set has come further: only its stage is news.
        if (offer.stage().compareTo(stored.stage()) > 0) {
          restaged.add(offered);
        }
      }
      case IGNORE -> ignored++;
      case IGNORE_AND_MARK_DIRTY -> {
        dirty++;
        marks.add(mark(offered, reason(offered.evidence(), stored.evidence())));
      }
    }
  }

  /**
   * What was final has taken late readings in, which a stream that still goes on does not have: by
   * now it may have more readings, and not those.
   */
  private boolean mayLackReadings(Stored stored) {
    return stored.stage() == Offer.Stage.FINAL && offer.authority() == Offer.Authority.BEST_EFFORT;
  }

  private static DirtyReason reason(Evidence offered, Evidence stored) {
    return offered.count() == stored.count() && offered.epoch() == stored.epoch()
        ? DirtyReason.CONFLICT
        : DirtyReason.INCOMPLETE;
  }

  private DirtyMarks.Request mark(AssetTile tile, DirtyReason reason) {
    return DirtyMarks.Request.at(
        tile.asset(), tile.tileStart(), periodMicros, reason, OptionalLong.empty());
  }

  private long stage(Connection connection, Dataset dataset) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(rows.createStaging());
      long staged = copy(connection, rows.copyStaging(dataset), replaced);
      if (staged > 0) {
        upsert(statement);
      }
      return staged;
    }
  }

  private void upsert(Statement statement) throws SQLException {
    if (changes.isIdle()) {
      statement.execute(rows.upsert());
      return;
    }
    try (ResultSet row = statement.executeQuery(rows.upsertTelling())) {
      while (row.next()) {
        changes.changed(row.getString(1), row.getString(2), row.getLong(3));
      }
    }
  }

  private long copy(Connection connection, String sql, List<Integer> tiles) throws SQLException {
    if (tiles.stream().allMatch(tile -> index.rows(tile) == 0)) {
      return 0;
    }
    try (BinaryCopyIn copy = BinaryCopyIn.begin(connection, sql)) {
      for (int tile : tiles) {
        for (int i = 0; i < index.rows(tile); i++) {
          writer.write(copy, index.row(tile, i));
        }
      }
      return copy.finish();
    }
  }

  private List<AssetTile> tiles(List<Integer> places) {
    return places.stream().map(index::tile).toList();
  }
}
