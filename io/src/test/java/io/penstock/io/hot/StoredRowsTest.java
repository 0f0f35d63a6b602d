package io.penstock.io.hot;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.TileTable.AssetTile;
import io.penstock.io.hot.StoredRows.Range;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StoredRowsTest {
  @Test
  void joinsTheRangesOfNeighbouringTilesOfOneAsset() {
    assertThat(
            StoredRows.ranges(
                TestTables.MEASUREMENTS,
                List.of(tile("a", 0), tile("a", 10), tile("a", 30), tile("b", 40))))
        .containsExactly(new Range("a", 0, 20), new Range("a", 30, 40), new Range("b", 40, 50));
  }

  /** The range of a tile holds exactly the rows that {@link Dataset#tileStart} gives to it. */
  @Property
  void invertsTheRuleWhichTileOwnsARow(
      @ForAll Dataset.Kind kind,
      @ForAll @IntRange(min = 1, max = 50) int tileMicros,
      @ForAll @IntRange(min = 1, max = 100) int windowMicros,
      @ForAll @IntRange(min = -500, max = 500) int row,
      @ForAll @IntRange(min = -500, max = 500) int near) {
    Dataset dataset =
        new Dataset(
            "d", kind, tileMicros, kind == Dataset.Kind.MEASUREMENTS ? 0 : windowMicros, List.of());
    long start = dataset.tileStart(row);
    Range range = StoredRows.ranges(dataset, List.of(tile("a", start))).get(0);

    assertThat(near >= range.lower() && near < range.upper())
        .isEqualTo(dataset.tileStart(near) == start);
  }

  private static AssetTile tile(String asset, long start) {
    return new AssetTile(asset, start, TestTables.evidence(1, 1, 0));
  }
}
