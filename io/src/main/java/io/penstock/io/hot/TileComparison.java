package io.penstock.io.hot;

import io.penstock.core.tile.Offer;
import io.penstock.core.tile.TileTable.AssetTile;
import io.penstock.core.tile.Verdict;
import io.penstock.io.hot.EvidenceTable.Stored;
import io.penstock.io.hot.TileIndex.Range;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a run of asset-tiles would come to if it was offered.
 *
 * @param index the table
 * @param range which of its tiles
 * @param offer how they would be offered
 */
record TileComparison(TileIndex index, Range range, Offer offer) {
  StoreOutcome against(Connection connection) throws SQLException {
    List<AssetTile> offered = index.table().tiles().subList(range.from(), range.to());
    Map<Integer, Stored> stored =
        EvidenceTable.read(connection, index.table().dataset().name(), offered);
    Map<Verdict, Integer> tiles = new EnumMap<>(Verdict.class);
    long rows = 0;
    for (int place = 0; place < offered.size(); place++) {
      Stored there = stored.get(place);
      Verdict verdict =
          there == null
              ? Verdict.WRITE
              : Verdict.of(there.evidence(), offered.get(place).evidence(), offer);
      tiles.merge(verdict, 1, Integer::sum);
      rows += verdict.writes() ? index.rows(range.from() + place) : 0;
    }
    return new StoreOutcome(
        tiles.getOrDefault(Verdict.WRITE, 0),
        tiles.getOrDefault(Verdict.REPLACE, 0),
        tiles.getOrDefault(Verdict.UNCHANGED, 0),
        tiles.getOrDefault(Verdict.IGNORE, 0),
        tiles.getOrDefault(Verdict.IGNORE_AND_MARK_DIRTY, 0),
        0,
        rows,
        0);
  }
}
