package io.penstock.io.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.tile.Offer;
import io.penstock.core.tile.Offer.Authority;
import io.penstock.core.tile.Offer.Stage;
import io.penstock.core.tile.RowDigest;
import io.penstock.core.tile.TileTable;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every row of the table of DESIGN 2.4, and what is stored, on a real PostgreSQL. */
class HotStoreTest {
  private static final Offer EARLY = new Offer(Stage.EARLY, Authority.BEST_EFFORT);
  private static final Offer ON_TIME = new Offer(Stage.ON_TIME, Authority.BEST_EFFORT);
  private static final Offer FINAL = new Offer(Stage.FINAL, Authority.BEST_EFFORT);

  private static final Offer AUTHORITATIVE = new Offer(Stage.FINAL, Authority.AUTHORITATIVE);

  private HotConnection connection;
  private HotStore store;

  @BeforeEach
  void open() throws SQLException {
    connection = TestDatabase.fresh();
    store = HotStore.open(connection);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void writesWhatIsNew() throws Exception {
    TileTable table =
        TestTables.tile(3)
            .row("a", "m", 1, 1.5)
            .row("a", "m", 2, Double.NaN)
            .text("a", "mode", 1, "run")
            .build();

    StoreOutcome outcome = write(table, ON_TIME);

    assertThat(outcome).isEqualTo(new StoreOutcome(1, 0, 0, 0, 0, 0, 3, 0));
    assertThat(measurements())
        .containsExactly("m|1|1.5|null|0", "m|2|null|null|0", "mode|1|null|run|1083441152");
    assertThat(
            TestDatabase.query(
                connection,
                "select dataset, asset, time_to_micros(tile_start), epoch, readings, stage, plan"
                    + " from tile_evidence"))
        .containsExactly("measurements|a|0|1|3|on_time|plan");
    assertThat(evidence()).isEqualTo(TestTables.evidence(1, 3, 0).digestHex());
  }

  @Test
  void storesEvidenceOfATileWithoutRows() throws Exception {
    assertThat(write(TestTables.tile(3).build(), FINAL))
        .isEqualTo(new StoreOutcome(1, 0, 0, 0, 0, 0, 0, 0));

    assertThat(measurements()).isEmpty();
    assertThat(stage()).isEqualTo("final");
  }

  @Test
  void doesNothingWithAnEmptyTable() throws Exception {
    assertThat(write(TestTables.of(TestTables.MEASUREMENTS).build(), FINAL))
        .isEqualTo(StoreOutcome.NONE);
  }

  @Test
  void replacesByMoreReadingsAndDeletesWhatTheNewResultLacks() throws Exception {
    write(
        TestTables.of(TestTables.MEASUREMENTS)
            .with("a", 0, 3)
            .with("a", 10, 3)
            .row("a", "gone", 1, 1)
            .row("a", "m", 1, 1)
            .row("a", "m", 9, 1)
            .row("a", "m", 10, 7)
            .build(),
        EARLY);

    StoreOutcome outcome =
        write(TestTables.tile(4).row("a", "m", 1, 2).row("a", "m", 2, 2).build(), ON_TIME);

    assertThat(outcome).isEqualTo(new StoreOutcome(0, 1, 0, 0, 0, 0, 2, 2));
    assertThat(measurements()).containsExactly("m|1|2|null|0", "m|2|2|null|0", "m|10|7|null|0");
    assertThat(evidence()).isEqualTo(TestTables.evidence(1, 4, 0).digestHex());
  }

  @Test
  void replacesByNothing() throws Exception {
    write(TestTables.tile(3).row("a", "m", 1, 1).build(), ON_TIME);

    assertThat(write(TestTables.tile(4).build(), ON_TIME))
        .isEqualTo(new StoreOutcome(0, 1, 0, 0, 0, 0, 0, 1));
    assertThat(measurements()).isEmpty();
  }

  /** PostgreSQL takes -0.0 for 0.0, a digest does not: an upsert must not skip the difference. */
  @Test
  void replacesZeroByNegativeZero() throws Exception {
    write(TestTables.tile(3).row("a", "m", 1, 0.0).build(), ON_TIME);

    TileTable negative = TestTables.tile(4).row("a", "m", 1, -0.0).build();
    write(negative, ON_TIME);

    assertThat(measurements()).containsExactly("m|1|-0|null|0");
    assertThat(new HotDigest(store.database()).of(TestTables.MEASUREMENTS, TestTables.PLAN))
        .isEqualTo(RowDigest.of(negative));
  }

  @Test
  void leavesTheSameSetAloneButForItsStage() throws Exception {
    TileTable table = TestTables.tile(3).row("a", "m", 1, 1).build();
    write(table, EARLY);

    assertThat(write(table, FINAL)).isEqualTo(new StoreOutcome(0, 0, 1, 0, 0, 0, 0, 0));
    assertThat(stage()).isEqualTo("final");

    write(table, EARLY);
    assertThat(stage()).isEqualTo("final");
  }

  @Test
  void ignoresFewerReadings() throws Exception {
    write(TestTables.tile(3).row("a", "m", 1, 1).build(), ON_TIME);

    assertThat(write(TestTables.tile(2).row("a", "m", 1, 2).build(), ON_TIME))
        .isEqualTo(new StoreOutcome(0, 0, 0, 1, 0, 0, 0, 0));
    assertThat(measurements()).containsExactly("m|1|1|null|0");
    assertThat(dirty()).isEmpty();
  }

  @Test
  void marksDirtyWhenFewerReadingsAreCalledFinal() throws Exception {
    write(TestTables.of(TestTables.MEASUREMENTS).with("a", 230, 3).build(), ON_TIME);

    assertThat(write(TestTables.of(TestTables.MEASUREMENTS).with("a", 230, 2).build(), FINAL))
        .isEqualTo(new StoreOutcome(0, 0, 0, 0, 1, 0, 0, 0));
    assertThat(dirty()).containsExactly("a|200|incomplete");
  }

  @Test
  void keepsEquallyManyOtherReadingsAndMarksDirtyUnlessAuthoritative() throws Exception {
    write(TestTables.tile(3).row("a", "m", 1, 1).build(), FINAL);
    TileTable other =
        TestTables.of(TestTables.MEASUREMENTS).with("a", 0, 3, 1).row("a", "m", 1, 2).build();

    assertThat(write(other, FINAL)).isEqualTo(new StoreOutcome(0, 0, 0, 0, 1, 0, 0, 0));
    assertThat(measurements()).containsExactly("m|1|1|null|0");
    assertThat(dirty()).containsExactly("a|0|conflict");

    assertThat(write(other, Offer.COMPLETE)).isEqualTo(new StoreOutcome(0, 1, 0, 0, 0, 0, 1, 0));
    assertThat(measurements()).containsExactly("m|1|2|null|0");
  }

  /** It was reconciled, late readings and all, before the stream had seen everything else. */
  @Test
  void marksAFinalResultThatAStreamReplacesByMoreReadings() throws Exception {
    write(TestTables.tile(3).row("a", "m", 1, 1.5).build(), AUTHORITATIVE);

    StoreOutcome outcome = write(TestTables.tile(4).row("a", "m", 1, 2.5).build(), ON_TIME);

    assertThat(outcome.replaced()).isEqualTo(1);
    assertThat(dirty()).containsExactly("a|0|replaced");
    write(TestTables.tile(5).row("a", "m", 1, 3.5).build(), FINAL);
    write(TestTables.tile(6).row("a", "m", 1, 4.5).build(), AUTHORITATIVE);
    assertThat(dirty()).as("what is authoritative needs no mark").hasSize(1);
  }

  @Test
  void replacesAnOlderEpochByAsManyReadingsOrByAnAuthoritativeOffer() throws Exception {
    write(TestTables.tile(3).row("a", "m", 1, 1).build(), FINAL);

    TileTable fewer =
        TestTables.of(TestTables.MEASUREMENTS).epoch(2).with("a", 0, 2).row("a", "m", 1, 5).build();
    assertThat(write(fewer, EARLY).dirty()).isEqualTo(1);
    assertThat(dirty()).containsExactly("a|0|incomplete");

    TileTable asMany =
        TestTables.of(TestTables.MEASUREMENTS).epoch(2).with("a", 0, 3).row("a", "m", 1, 6).build();
    assertThat(write(asMany, EARLY).replaced()).isEqualTo(1);
    // A newer epoch starts the tile's life again.
    assertThat(stage()).isEqualTo("early");

    TileTable complete =
        TestTables.of(TestTables.MEASUREMENTS).epoch(3).with("a", 0, 1).row("a", "m", 1, 7).build();
    assertThat(write(complete, Offer.COMPLETE).replaced()).isEqualTo(1);
    assertThat(measurements()).containsExactly("m|1|7|null|0");
  }

  @Test
  void ignoresAnOlderEpoch() throws Exception {
    write(TestTables.of(TestTables.MEASUREMENTS).epoch(2).with("a", 0, 1).build(), FINAL);

    assertThat(write(TestTables.tile(9).row("a", "m", 1, 1).build(), Offer.COMPLETE).ignored())
        .isEqualTo(1);
    assertThat(measurements()).isEmpty();
  }

  /** A window belongs to the tile with start < end of window <= end, DESIGN 2.1. */
  @Test
  void replacesTheWindowsOfAFeatureTileAndNoOthers() throws Exception {
    TestTables first = TestTables.of(TestTables.FEATURES);
    for (long start = 0; start <= 40; start += 10) {
      // The window [start, start + 20) ends at start + 20: its tile starts at start + 10.
      first.with("a", start + 10, 1).row("a", "m", start, 1, 1, 1);
    }
    first.with("b", 30, 1).row("b", "m", 20, 1, 1, 1);
    write(first.build(), ON_TIME);
    write(
        TestTables.of(
                new io.penstock.core.tile.Dataset(
                    "other", TestTables.FEATURES.kind(), 10, 20, List.of("count")))
            .with("a", 30, 1)
            .row("a", "m", 20, 1)
            .build(),
        ON_TIME);

    StoreOutcome outcome =
        write(
            TestTables.of(TestTables.FEATURES)
                .with("a", 20, 2)
                .with("a", 30, 2)
                .row("a", "m", 10, 2, Double.NaN, -0.0)
                .build(),
            ON_TIME);

    assertThat(outcome).isEqualTo(new StoreOutcome(0, 2, 0, 0, 0, 0, 1, 1));
    assertThat(
            TestDatabase.query(
                connection,
                "select feature_group, asset, time_to_micros(window_start),"
                    + " time_to_micros(window_end), count, mean, last, sum from features"
                    + " order by 1, 2, 3"))
        .containsExactly(
            "hopping|a|0|20|1|1|1|null",
            "hopping|a|10|30|2|null|-0|null",
            "hopping|a|30|50|1|1|1|null",
            "hopping|a|40|60|1|1|1|null",
            "hopping|b|20|40|1|1|1|null",
            "other|a|20|40|1|null|null|null");
  }

  /** A feature that the newer epoch does not compute must not linger. */
  @Test
  void clearsColumnsThatANewerEpochNoLongerHas() throws Exception {
    write(
        TestTables.of(TestTables.FEATURES).with("a", 10, 1).row("a", "m", 0, 1, 2, 3).build(),
        FINAL);
    write(
        TestTables.of(
                new io.penstock.core.tile.Dataset(
                    "hopping", TestTables.FEATURES.kind(), 10, 20, List.of("count")))
            .epoch(2)
            .with("a", 10, 1)
            .row("a", "m", 0, 1)
            .build(),
        FINAL);

    assertThat(TestDatabase.query(connection, "select count, mean, last from features"))
        .containsExactly("1|null|null");
  }

  /** INPUTS.md: identifiers are data, whatever they look like. */
  @Test
  void storesAnyIdentifierAsData() throws Exception {
    List<String> names =
        List.of(
            "'; drop table measurements; --",
            "\"quoted\"",
            "{a,b}",
            "\\N",
            "NULL",
            "",
            "a\tb",
            "Pumpe Süd/Ölkühler",
            "温度",
            "\uD83C\uDF21\uFE0F",
            "x".repeat(4096));
    TestTables table = TestTables.of(TestTables.MEASUREMENTS);
    for (String name : names) {
      table.with(name, 0, 1).row(name, name, 1, 1).text(name, name + "?", 1, name);
    }
    TileTable built = table.build();

    assertThat(write(built, FINAL).written()).isEqualTo(names.size());
    assertThat(write(built, FINAL).unchanged()).isEqualTo(names.size());
    assertThat(TestDatabase.query(connection, "select distinct asset from measurements"))
        .containsExactlyInAnyOrderElementsOf(names);
    assertThat(new HotDigest(store.database()).of(TestTables.MEASUREMENTS, TestTables.PLAN))
        .isEqualTo(RowDigest.of(built));
  }

  @Test
  void showsSealedRowsAloneAndTheLatestOfEachSeries() throws Exception {
    write(TestTables.tile(1).row("a", "m", 1, 1).row("a", "n", 9, 2).build(), FINAL);
    write(
        TestTables.of(TestTables.MEASUREMENTS)
            .with("a", 10, 1)
            .with("b", 0, 1)
            .row("a", "m", 10, 3)
            .row("b", "m", 5, 4)
            .build(),
        ON_TIME);
    write(
        TestTables.of(TestTables.FEATURES).with("a", 10, 1).row("a", "m", 0, 1, 1, 1).build(),
        FINAL);
    write(
        TestTables.of(TestTables.FEATURES).with("a", 20, 1).row("a", "m", 10, 1, 1, 1).build(),
        ON_TIME);

    assertThat(
            TestDatabase.query(
                connection, "select metric, value from sealed_measurements order by 1"))
        .containsExactly("m|1", "n|2");
    assertThat(TestDatabase.query(connection, "select asset, metric, value from latest"))
        .containsExactly("a|m|3", "a|n|2", "b|m|4");
    assertThat(
            TestDatabase.query(
                connection, "select time_to_micros(window_start) from sealed_features"))
        .containsExactly("0");
  }

  @Test
  void storesTimesToTheMicrosecondFarFromNow() throws Exception {
    // Year 1677 to 9999: beyond 2^53 microseconds a double would round.
    long[] times = {-9_223_372_036_854_771L, -1, 253_402_300_799_999_999L, 9_007_199_254_740_993L};
    TestTables table = TestTables.of(TestTables.MEASUREMENTS);
    for (long time : times) {
      table.with("a", TestTables.MEASUREMENTS.tileStart(time), 1).row("a", "m", time, 1);
    }
    TileTable built = table.build();

    write(built, FINAL);

    assertThat(write(built, FINAL).unchanged()).isEqualTo(4);
    assertThat(new HotDigest(store.database()).of(TestTables.MEASUREMENTS, TestTables.PLAN))
        .isEqualTo(RowDigest.of(built));
    assertThat(TestDatabase.query(connection, "select * from sealed_measurements")).hasSize(4);
  }

  @Test
  void cutsLargeTablesIntoTransactionsWithoutChangingTheResult() throws Exception {
    TestTables table = TestTables.of(TestTables.MEASUREMENTS);
    for (int tile = 0; tile < 20; tile++) {
      table.with("a", tile * 10L, 1);
      for (int i = 0; i < tile % 4; i++) {
        table.row("a", "m", tile * 10L + i, i).row("a", "n", tile * 10L + i, i);
      }
    }
    TileTable built = table.build();

    try (HotStore small = HotStore.open(connection, failures -> {}, 5, 3)) {
      assertThat(small.write(built, FINAL, TestTables.PERIOD).written()).isEqualTo(20);
    }

    assertThat(new HotDigest(store.database()).of(TestTables.MEASUREMENTS, TestTables.PLAN))
        .isEqualTo(RowDigest.of(built));
  }

  @Test
  void refusesAnAssetOfAnotherPlan() throws Exception {
    write(TestTables.tile(1).build(), FINAL);
    TileTable stranger = TestTables.tile(2).plan("other").with("c", 0, 1).build();

    assertThatThrownBy(() -> write(stranger, FINAL))
        .isInstanceOfSatisfying(
            PlanRefused.class,
            refused ->
                assertThat(refused.reasons())
                    .containsExactly(
                        "asset a belongs to plan plan: an asset belongs to exactly one plan"));
    assertThat(TestDatabase.query(connection, "select asset, plan from assets"))
        .containsExactly("a|plan");
  }

  @Test
  void removesWhatANewerEpochNoLongerProduces() throws Exception {
    write(
        TestTables.of(TestTables.MEASUREMENTS)
            .with("a", 0, 1)
            .with("a", 10, 1)
            .with("a", 100, 1)
            .with("b", 0, 1)
            .row("a", "m", 1, 1)
            .row("a", "m", 11, 1)
            .row("a", "m", 101, 1)
            .row("b", "m", 1, 1)
            .build(),
        FINAL);
    write(
        TestTables.of(TestTables.MEASUREMENTS).epoch(2).with("a", 0, 1).row("a", "m", 1, 2).build(),
        Offer.COMPLETE);

    int removed =
        store.removeOlderEpochs(
            TestTables.MEASUREMENTS, List.of("a"), 0, 100, new HotStore.NewEpoch("plan", 2, 10));

    assertThat(removed).isEqualTo(1);
    assertThat(
            TestDatabase.query(
                connection, "select asset, time_to_micros(time) from measurements order by 1, 2"))
        .containsExactly("a|1", "a|101", "b|1");
    assertThat(TestDatabase.query(connection, "select count(*) from tile_evidence"))
        .containsExactly("3");
  }

  private StoreOutcome write(TileTable table, Offer offer) throws Exception {
    return store.write(table, offer, TestTables.PERIOD);
  }

  private List<String> measurements() throws SQLException {
    return TestDatabase.query(
        connection,
        "select metric, time_to_micros(time), value, text, quality from measurements"
            + " order by metric, time");
  }

  private List<String> dirty() throws SQLException {
    return TestDatabase.query(
        connection, "select asset, time_to_micros(period_start), reason from dirty");
  }

  private String stage() throws SQLException {
    return String.join(",", TestDatabase.query(connection, "select stage from tile_evidence"));
  }

  private String evidence() throws SQLException {
    return TestDatabase.query(
            connection,
            "select lpad(to_hex(digest_high), 16, '0') || lpad(to_hex(digest_low), 16, '0')"
                + " from tile_evidence order by tile_start")
        .get(0);
  }
}
