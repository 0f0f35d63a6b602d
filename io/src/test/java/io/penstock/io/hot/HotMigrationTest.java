package io.penstock.io.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.penstock.core.tile.Offer;
import io.penstock.core.tile.Offer.Authority;
import io.penstock.core.tile.Offer.Stage;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may bring the hot tables up to date, from which versions, and what the others get. */
class HotMigrationTest {
  private static final String RIGHTS =
      "select grantee, table_name, privilege_type from information_schema.role_table_grants"
          + " where grantee in ('penstock_write', 'penstock_read') and table_schema = 'public'";

  private TestRoles roles = TestRoles.NONE;

  @BeforeEach
  void makeRoles() throws Exception {
    roles = TestRoles.makeWithoutTables();
  }

  @Test
  void theOwnerMigratesAFreshDatabaseAndTheWriterStores() throws Exception {
    SchemaMigration first = HotSchema.migrate(roles.owner());
    SchemaMigration again = HotSchema.migrate(roles.owner());
    SchemaMigration writers = HotSchema.migrate(roles.writer());

    assertThat(first.from()).isZero();
    assertThat(first.to()).isEqualTo(first.known()).isGreaterThanOrEqualTo(2);
    assertThat(first.told()).containsExactly("schema was empty, is at " + first.to());
    assertThat(again.told()).containsExactly("schema is current, at " + first.to());
    assertThat(writers).isEqualTo(again);
    assertThat(stored(roles.writer())).isEqualTo(1);
  }

  @Test
  void theWriterIsRefusedWhereThereAreNoTablesAndMakesNone() throws Exception {
    assertThatExceptionOfType(SchemaRefused.class)
        .isThrownBy(() -> HotSchema.migrate(roles.writer()))
        .withMessageContaining("is at 0 and must be at ")
        .withMessageContaining("penstock_write may not")
        .withMessageContaining("permission denied for schema public")
        .withMessageEndingWith("run penstock migrate as the owner of the database")
        .withMessageNotContaining("\n");
    assertThat(
            TestDatabase.query(
                roles.owner(), "select tablename from pg_tables where schemaname = 'public'"))
        .isEmpty();
  }

  @Test
  void anOlderVersionIsUpgradedByItsOwnerAloneAndNobodyLosesRights() throws Exception {
    HotSchema.upTo(roles.owner(), "1").migrate();
    TestDatabase.execute(
        roles.writer(),
        "insert into backfill_slices values ('p', 1, 'ignore', now(), now(), 'digest', now())");
    List<String> rights = TestDatabase.query(roles.owner(), RIGHTS);

    assertThatExceptionOfType(SchemaRefused.class)
        .isThrownBy(() -> HotSchema.migrate(roles.writer()))
        .withMessageContaining("is at 1 and must be at ")
        .withMessageContaining("must be owner");
    SchemaMigration upgrade = HotSchema.migrate(roles.owner());

    assertThat(upgrade.told()).containsExactly("schema was at 1, is at " + upgrade.to());
    assertThat(rights).isNotEmpty();
    assertThat(TestDatabase.query(roles.owner(), RIGHTS))
        .containsAll(rights)
        .contains("penstock_write|epoch_changes|INSERT", "penstock_read|epoch_changes|SELECT");
    assertThat(TestDatabase.query(roles.reader(), "select plan, shards from backfill_slices"))
        .containsExactly("p|all");
    assertThat(stored(roles.writer())).isEqualTo(1);
  }

  @Test
  void whatANewerProgramMigratedIsLeftAlone() throws Exception {
    SchemaMigration known = HotSchema.migrate(roles.owner());
    TestDatabase.execute(
        roles.owner(),
        "insert into penstock_schema_history select 99, '99', 'newer', 'SQL', 'V99__newer.sql', 1,"
            + " current_user, now(), 1, true");

    SchemaMigration found = HotSchema.migrate(roles.owner());

    assertThat(found.told())
        .containsExactly(
            "schema is at 99, newer than the " + known.to() + " of this program: nothing done");
    assertThat(stored(roles.writer())).isEqualTo(1);
  }

  @Test
  void aDatabaseThatIsNotThereIsToldInOneLine() {
    HotConnection gone =
        HotConnection.trusted(roles.owner().url().replaceAll("/\\w+$", "/nowhere"), "postgres");

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> HotSchema.migrate(gone))
        .withMessage(
            "cannot migrate "
                + gone.url()
                + " as postgres: FATAL: database \"nowhere\" does not exist");
  }

  private static long stored(HotConnection connection) throws Exception {
    try (HotStore store = HotStore.open(connection)) {
      return store
          .write(
              TestTables.tile(3).row("a", "m", 1, 1.5).build(),
              new Offer(Stage.ON_TIME, Authority.BEST_EFFORT),
              TestTables.PERIOD)
          .rows();
    }
  }
}
