package io.penstock.io.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanRegistryTest {
  private static final Map<String, String> PARTS = Map.of("series a.m", "1", "align", "2");
  private static final Map<String, String> LAYOUT = Map.of("measurements.tile", "PT10S");

  private HotConnection connection;
  private HotDatabase database;
  private PlanRegistry registry;

  @BeforeEach
  void open() throws SQLException {
    connection = TestDatabase.fresh();
    database = HotDatabase.open(connection);
    registry = new PlanRegistry(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void takesTheSamePlanAgainAndNewPartsAndAssets() throws Exception {
    registry.register("plan", 1, PARTS, LAYOUT, List.of("a"));
    registry.register("plan", 1, PARTS, LAYOUT, List.of("a"));
    registry.register(
        "plan",
        1,
        Map.of("series a.m", "1", "series b.m", "3", "align", "2"),
        Map.of("measurements.tile", "PT10S", "per_10s.tile", "PT10S"),
        List.of("a", "b"));

    assertThat(contents())
        .containsExactly(
            "plan|1",
            "plan|align|2",
            "plan|series a.m|1",
            "plan|series b.m|3",
            "measurements.tile|PT10S",
            "per_10s.tile|PT10S",
            "a|plan",
            "b|plan");
  }

  @Test
  void forgetsThePartsOfAnOlderEpoch() throws Exception {
    registry.register("plan", 1, PARTS, LAYOUT, List.of("a"));
    registry.register("plan", 2, Map.of("align", "9"), LAYOUT, List.of("a"));

    assertThat(contents())
        .containsExactly("plan|2", "plan|align|9", "measurements.tile|PT10S", "a|plan");
  }

  @Test
  void namesEveryReasonAtOnceAndChangesNothing() throws Exception {
    registry.register("plan", 3, PARTS, LAYOUT, List.of("a"));
    registry.register("other", 1, Map.of(), Map.of(), List.of("x", "y"));
    List<String> before = contents();

    assertThatThrownBy(
            () ->
                registry.register(
                    "plan",
                    3,
                    Map.of("align", "changed", "new", "1"),
                    Map.of("measurements.tile", "PT20S", "archive.shards", "4"),
                    List.of("a", "b", "x", "y")))
        .isInstanceOfSatisfying(
            PlanRefused.class,
            refused ->
                assertThat(refused.reasons())
                    .containsExactly(
                        "align has changed within epoch 3: raise the epoch, or put it back",
                        "series a.m was removed within epoch 3: raise the epoch, or put it back",
                        "measurements.tile is fixed at PT10S once data is stored, but was: PT20S;"
                            + " to change it, start a new database and archive folder, or a new"
                            + " dataset name, and run a backfill from raw into it",
                        "asset x belongs to plan other: an asset belongs to exactly one plan",
                        "asset y belongs to plan other: an asset belongs to exactly one plan"));
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void refusesAnOlderEpochThanStored() throws Exception {
    registry.register("plan", 3, PARTS, LAYOUT, List.of("a"));

    assertThatThrownBy(() -> registry.register("plan", 2, PARTS, LAYOUT, List.of("a")))
        .isInstanceOf(PlanRefused.class)
        .hasMessageContaining("epoch must be at least 3, which was started already, but was: 2");
  }

  private List<String> contents() throws SQLException {
    return java.util.stream.Stream.of(
            TestDatabase.query(connection, "select plan, epoch from plans where plan = 'plan'"),
            TestDatabase.query(connection, "select plan, part, hash from plan_parts order by part"),
            TestDatabase.query(connection, "select setting, value from dataset_layout order by 1"),
            TestDatabase.query(connection, "select asset, plan from assets order by 1"))
        .flatMap(List::stream)
        .toList();
  }
}
