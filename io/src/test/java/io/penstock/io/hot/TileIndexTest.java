package io.penstock.io.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.io.hot.TileIndex.Range;
import org.junit.jupiter.api.Test;

class TileIndexTest {
  @Test
  void gathersTheRowsOfATileInTheirOrder() {
    TileIndex index =
        new TileIndex(
            TestTables.of(TestTables.MEASUREMENTS)
                .with("a", 0, 1)
                .with("a", 10, 1)
                .with("b", 0, 1)
                .row("a", "m", 0, 1)
                .row("a", "m", 10, 1)
                .row("a", "n", 9, 1)
                .row("a", "n", 19, 1)
                .build());

    assertThat(index.rows(0)).isEqualTo(2);
    assertThat(index.row(0, 0)).isEqualTo(0);
    assertThat(index.row(0, 1)).isEqualTo(2);
    assertThat(index.row(1, 1)).isEqualTo(3);
    assertThat(index.rows(2)).isZero();
  }

  @Test
  void cutsWithinBothLimitsAndGivesALargeTileARunOfItsOwn() {
    TestTables table = TestTables.of(TestTables.MEASUREMENTS);
    int[] rows = {1, 1, 5, 1, 0, 0, 0, 0};
    for (int tile = 0; tile < rows.length; tile++) {
      table.with("a", tile * 10L, 1);
      for (int i = 0; i < rows[tile]; i++) {
        table.row("a", "m", tile * 10L + i, 1);
      }
    }

    assertThat(new TileIndex(table.build()).batches(3, 4))
        .containsExactly(new Range(0, 2), new Range(2, 3), new Range(3, 7), new Range(7, 8));
  }

  @Test
  void refusesRowsWithoutATile() {
    assertThatThrownBy(() -> new TileIndex(TestTables.tile(1).row("a", "m", 10, 1).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("belongs to no asset-tile");
    assertThatThrownBy(() -> new TileIndex(TestTables.tile(1).with("a", 0, 2).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not in order");
  }

  /** A row twice would make the result depend on the order of rows. */
  @Test
  void refusesARowTwice() {
    assertThatThrownBy(
            () -> new TileIndex(TestTables.tile(1).row("a", "m", 1, 1).row("a", "m", 1, 2).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rows are not in order at 1");
  }
}
