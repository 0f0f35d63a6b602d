package io.penstock.io.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.penstock.io.hot.TimescaleExtras.Result;
import io.penstock.io.hot.TimescaleExtras.State;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Who does what to TimescaleDB's extras, on a real PostgreSQL with real roles and a stand-in for
 * the extension's catalogue ({@link StandInTimescale}): no TimescaleDB has run this.
 */
class TimescaleExtrasTest {
  private TestRoles roles = TestRoles.NONE;

  @BeforeEach
  void makeRoles() throws Exception {
    roles = TestRoles.make(TestDatabase.fresh());
  }

  @Test
  void theWriterTriesNothingWhereEverythingIsThere() throws Exception {
    StandInTimescale timescale = StandInTimescale.install(roles.owner());
    for (String table : List.of("measurements", "features")) {
      timescale.hypertable("public", table);
      timescale.policy("policy_compression", table);
    }

    assertThat(HotSchema.migrate(roles.writer()).extras())
        .isEqualTo(new Result(State.CURRENT, List.of()));
    assertThat(HotSchema.migrate(roles.owner()).extras().state()).isEqualTo(State.CURRENT);
    assertThat(timescale.calls()).isEmpty();
  }

  @Test
  void theWriterTriesNothingWhereSomethingIsMissingAndIsToldWhat() throws Exception {
    StandInTimescale timescale = StandInTimescale.install(roles.owner());
    timescale.hypertable("public", "measurements");

    SchemaMigration found = HotSchema.migrate(roles.writer());

    assertThat(found.extras())
        .isEqualTo(
            new Result(
                State.MISSING,
                List.of(
                    "compression policy of measurements",
                    "hypertable features",
                    "compression of features",
                    "compression policy of features")));
    assertThat(found.told().get(1))
        .startsWith("TimescaleDB: missing compression policy of measurements, hypertable features")
        .endsWith("run penstock migrate as the tables' owner");
    assertThat(timescale.calls()).isEmpty();
  }

  @Test
  void theOwnerMakesWhatIsMissingOnce() throws Exception {
    StandInTimescale timescale = StandInTimescale.install(roles.owner());
    timescale.hypertable("public", "measurements");
    timescale.hypertable("public", "features");
    timescale.policy("policy_compression", "features");
    // Neither is what is looked for.
    timescale.policy("policy_retention", "measurements");

    Result first = HotSchema.migrate(roles.owner()).extras();
    Result again = HotSchema.migrate(roles.owner()).extras();

    assertThat(first)
        .isEqualTo(new Result(State.APPLIED, List.of("compression policy of measurements")));
    assertThat(again.state()).isEqualTo(State.CURRENT);
    assertThat(timescale.calls()).containsExactly("policy measurements, 7 days");
  }

  @Test
  void anEditionThatDoesNotCompressHasHypertablesAlone() throws Exception {
    StandInTimescale timescale = StandInTimescale.install(roles.owner());
    timescale.apacheEdition();
    timescale.hypertable("of_others", "measurements");

    Result first = HotSchema.migrate(roles.owner()).extras();
    Result again = HotSchema.migrate(roles.owner()).extras();

    assertThat(first)
        .isEqualTo(
            new Result(State.APPLIED, List.of("hypertable measurements", "hypertable features")));
    assertThat(again.state()).isEqualTo(State.CURRENT);
    assertThat(timescale.calls())
        .containsExactly(
            "hypertable measurements by time, 1 day", "hypertable features by window_start, 1 day");
  }

  @Test
  void aTableWithoutAnythingIsCutFirstThenCompressedAndThenGetsItsPolicy() {
    Hypertable.Found nothing = new Hypertable.Found(true, false, false, false, true);

    assertThat(Hypertable.ALL.get(1).steps(nothing))
        .extracting(Hypertable.Step::sql)
        .containsExactly(
            "select create_hypertable('features', 'window_start', chunk_time_interval =>"
                + " interval '1 day', if_not_exists => true, migrate_data => true)",
            "alter table features set (timescaledb.compress, timescaledb.compress_segmentby ="
                + " 'feature_group, asset, metric', timescaledb.compress_orderby = 'window_start')",
            "select add_compression_policy('features', compress_after => interval '7 days',"
                + " if_not_exists => true)");
  }

  /** As far as a server without the extension can say: it stops at the name that is not its own. */
  @Test
  void theSettingsOfCompressionAreWellFormed() {
    Hypertable.Found cut = new Hypertable.Found(true, true, false, true, true);

    for (Hypertable table : Hypertable.ALL) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> TestDatabase.execute(roles.owner(), table.steps(cut).get(0).sql()))
          .withMessageContaining("unrecognized parameter namespace \"timescaledb\"");
    }
  }

  @Test
  void whatFailsLeavesNothingHalfMade() throws Exception {
    StandInTimescale timescale = StandInTimescale.install(roles.owner());

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> HotSchema.migrate(roles.owner()))
        .withMessageStartingWith("TimescaleDB: cannot make compression of measurements: ")
        .withMessageContaining("unrecognized parameter namespace \"timescaledb\"");
    assertThat(timescale.calls()).isEmpty();
  }
}
