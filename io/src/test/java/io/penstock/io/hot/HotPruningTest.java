package io.penstock.io.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.tile.Evidence;
import io.penstock.core.tile.Offer;
import io.penstock.core.tile.Offer.Authority;
import io.penstock.core.tile.Offer.Stage;
import io.penstock.core.tile.TileTable;
import io.penstock.io.hot.PrunedParts.Part;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HotPruningTest {
  private static final Part PART = new Part("measurements", 0, 0);
  private static final SortedSet<String> ASSETS = new TreeSet<>(List.of("a"));
  private static final Evidence ARCHIVED = TestTables.evidence(1, 3, 0);
  private static final String ROWS = "select count(*) from measurements";
  private static final String TILES =
      "select time_to_micros(tile_start) from tile_evidence order by 1";

  private final AtomicInteger pauses = new AtomicInteger();
  private HotConnection connection;

  @BeforeEach
  void storeOneTile() throws Exception {
    connection = TestDatabase.fresh();
    TileTable tile = TestTables.tile(3).row("a", "m", 0, 1.5).row("a", "m", 5, 2.5).build();
    try (HotStore store = HotStore.open(connection)) {
      store.write(tile, new Offer(Stage.FINAL, Authority.BEST_EFFORT), TestTables.PERIOD);
    }
  }

  @Test
  void aPartThatTheArchiveHasGoesWithItsEvidence() throws Exception {
    assertThat(prune(ARCHIVED)).isEqualTo(new HotPruning.Outcome(1, 2, ""));
    assertThat(TestDatabase.query(connection, ROWS)).containsExactly("0");
    assertThat(TestDatabase.query(connection, TILES)).isEmpty();
  }

  @Test
  void aPartThatRestsOnOtherReadingsStays() throws Exception {
    assertThat(prune(TestTables.evidence(1, 2, 0)).isKept()).isTrue();
    assertThat(TestDatabase.query(connection, ROWS)).containsExactly("2");
  }

  /** Without its evidence no offer of such a tile would ever be taken again. */
  @Test
  void aTileThatIsStoredMeanwhileKeepsItsEvidence() throws Exception {
    TestDatabase.execute(
        connection,
        """
        create function store_another() returns trigger language plpgsql as $$ begin
          insert into tile_evidence
            select dataset, asset, micros_to_time(10), epoch, readings, digest_high, digest_low,
              stage, plan
            from tile_evidence where tile_start = micros_to_time(0)
            on conflict do nothing;
          return old;
        end $$
        """);
    TestDatabase.execute(
        connection,
        "create trigger meanwhile before delete on measurements for each row execute function"
            + " store_another()");

    assertThatThrownBy(() -> prune(ARCHIVED))
        .isInstanceOf(SQLException.class)
        .hasStackTraceContaining("stored meanwhile");

    assertThat(pauses).hasPositiveValue();
    assertThat(TestDatabase.query(connection, ROWS)).containsExactly("2");
    assertThat(TestDatabase.query(connection, TILES)).containsExactly("0");
  }

  private HotPruning.Outcome prune(Evidence archived) throws Exception {
    try (HotDatabase database = HotDatabase.open(connection)) {
      return new HotPruning(
              database, TestTables.PLAN, TestTables.PERIOD, failures -> pauses.incrementAndGet())
          .prune(TestTables.MEASUREMENTS, PART, ASSETS, archived, HotPruning.Mode.REMOVE);
    }
  }
}
