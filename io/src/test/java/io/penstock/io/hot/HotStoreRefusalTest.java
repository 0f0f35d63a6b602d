package io.penstock.io.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.tile.Offer;
import io.penstock.core.tile.TileTable;
import io.penstock.io.quarantine.QuarantineEntry;
import io.penstock.io.quarantine.QuarantineFilter;
import io.penstock.io.quarantine.QuarantineStore;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** DESIGN 2.4: a data error bisects to the asset-tile; its neighbours go in. */
class HotStoreRefusalTest {
  private HotConnection connection;
  private HotStore store;
  private QuarantineStore quarantine;

  @BeforeEach
  void open() throws SQLException {
    connection = TestDatabase.fresh();
    store = HotStore.open(connection);
    quarantine = new QuarantineStore(store.database().dataSource());
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** PostgreSQL cannot store a NUL character in text. */
  @Test
  void quarantinesTheTileWithANulCharacterAndStoresItsNeighbours() throws Exception {
    TestTables table = TestTables.of(TestTables.MEASUREMENTS);
    for (int tile = 0; tile < 33; tile++) {
      table.with("a", tile * 10L, 1).text("a", "mode", tile * 10L, tile == 13 ? "x\0y" : "run");
    }
    TileTable built = table.build();

    StoreOutcome outcome = store.write(built, Offer.COMPLETE, TestTables.PERIOD);

    assertThat(outcome).isEqualTo(new StoreOutcome(32, 0, 0, 0, 0, 1, 32, 0));
    assertThat(outcome.tiles()).isEqualTo(33);
    assertThat(quarantine.list(QuarantineFilter.ALL))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.source()).isEqualTo("plan");
              assertThat(entry.origin()).isEqualTo("measurements/a");
              assertThat(entry.position()).isEqualTo(130);
              assertThat(entry.reason()).isEqualTo("store_refused");
              assertThat(entry.detail()).startsWith("SQLSTATE 22021: ");
              assertThat(new String(entry.payload(), StandardCharsets.UTF_8))
                  .isEqualTo(
                      "{\"metric\":\"mode\",\"time\":130,\"quality\":1083441152,"
                          + "\"text\":\"x\\u0000y\"}\n");
            });
    assertThat(dirty()).containsExactly("a|100|store_refused");
  }

  @Test
  void refusesTheSameTileAgainWithoutASecondEntry() throws Exception {
    TileTable table = TestTables.tile(1).text("a", "mode", 1, "\0").build();

    store.write(table, Offer.COMPLETE, TestTables.PERIOD);
    store.write(table, Offer.COMPLETE, TestTables.PERIOD);

    assertThat(quarantine.list(QuarantineFilter.ALL)).hasSize(1);
    assertThat(dirty()).hasSize(1);
  }

  @Test
  void keepsWhatIsStoredWhenItsReplacementIsRefused() throws Exception {
    store.write(TestTables.tile(1).text("a", "mode", 1, "run").build(), Offer.COMPLETE, 100);

    StoreOutcome outcome =
        store.write(
            TestTables.tile(2).with("b", 0, 1).text("a", "mode", 1, "\0").build(),
            Offer.COMPLETE,
            100);

    assertThat(outcome).isEqualTo(new StoreOutcome(1, 0, 0, 0, 0, 1, 0, 0));
    assertThat(TestDatabase.query(connection, "select text from measurements"))
        .containsExactly("run");
    assertThat(
            TestDatabase.query(connection, "select asset, readings from tile_evidence order by 1"))
        .containsExactly("a|1", "b|1");
  }

  /** A name that cannot even be marked dirty is in quarantine, and does not stop the line. */
  @Test
  void quarantinesAssetsWhoseNamesCannotBeStored() throws Exception {
    Random random = new Random(7);
    StringBuilder incompressible = new StringBuilder();
    for (int i = 0; i < 4096; i++) {
      incompressible.append((char) ('!' + random.nextInt(90)));
    }
    TestTables table = TestTables.of(TestTables.MEASUREMENTS);
    for (String asset : new String[] {"good", "nul\0", incompressible.toString()}) {
      table.with(asset, 0, 1).row(asset, "m", 1, 1);
    }

    StoreOutcome outcome = store.write(table.build(), Offer.COMPLETE, TestTables.PERIOD);

    assertThat(outcome).isEqualTo(new StoreOutcome(1, 0, 0, 0, 0, 2, 1, 0));
    assertThat(quarantine.list(QuarantineFilter.ALL).stream().map(QuarantineEntry::origin))
        .allMatch(origin -> origin.startsWith("measurements/") && origin.contains("#"))
        .hasSize(2);
    assertThat(dirty()).isEmpty();
  }

  /** A time that PostgreSQL does not have: it begins in 4713 BC. */
  @Test
  void quarantinesATimeThatCannotBeStored() throws Exception {
    long time = -9_000_000_000_000_000_000L;

    StoreOutcome outcome =
        store.write(
            TestTables.of(TestTables.MEASUREMENTS)
                .with("a", 0, 1)
                .with("a", time, 1)
                .row("a", "m", time, 1)
                .build(),
            Offer.COMPLETE,
            TestTables.PERIOD);

    assertThat(outcome.written()).isEqualTo(1);
    assertThat(outcome.refused()).isEqualTo(1);
  }

  /** A fault of the system is the engine's to retry: nothing may be quarantined for it. */
  @Test
  void propagatesAMissingTable() throws Exception {
    TestDatabase.execute(connection, "drop table measurements cascade");

    assertThatThrownBy(
            () -> store.write(TestTables.tile(1).row("a", "m", 1, 1).build(), Offer.COMPLETE, 100))
        .isInstanceOf(SQLException.class);
    assertThat(quarantine.list(QuarantineFilter.ALL)).isEmpty();
    assertThat(TestDatabase.query(connection, "select * from tile_evidence")).isEmpty();
  }

  private List<String> dirty() throws SQLException {
    return TestDatabase.query(
        connection, "select asset, time_to_micros(period_start), reason from dirty");
  }
}
