package io.penstock.io.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.penstock.core.tile.Offer;
import io.penstock.core.tile.Offer.Authority;
import io.penstock.core.tile.Offer.Stage;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The roles of {@code roles.sql} may do what they need for their work, and no more. */
class HotRolesTest {
  private HotConnection owner = HotConnection.trusted("jdbc:postgresql:none", "none");
  private HotConnection writer = owner;
  private HotConnection reader = owner;

  @BeforeEach
  void makeRoles() throws Exception {
    TestRoles roles = TestRoles.make(TestDatabase.fresh());
    owner = roles.owner();
    writer = roles.writer();
    reader = roles.reader();
  }

  @Test
  void theWriterStoresRowsAndMarks() throws Exception {
    try (HotStore store = HotStore.open(writer)) {
      StoreOutcome outcome =
          store.write(
              TestTables.tile(3).row("a", "m", 1, 1.5).build(),
              new Offer(Stage.ON_TIME, Authority.BEST_EFFORT),
              TestTables.PERIOD);
      assertThat(outcome.rows()).isEqualTo(1);
    }
    TestDatabase.execute(
        writer, "insert into dirty (asset, period_start, reason) values ('a', now(), 'late')");
    TestDatabase.execute(writer, "delete from dirty");
  }

  @Test
  void theWriterFindsTheSchemaCurrentAndCannotChangeIt() {
    assertThatNoException().isThrownBy(() -> HotSchema.migrate(writer));
    for (String change :
        List.of(
            "create table t (a int)", "drop table measurements", "alter table dirty add a int")) {
      refused(writer, change);
    }
  }

  @Test
  void theReaderReadsTablesAndViewsAndChangesNothing() throws Exception {
    assertThat(TestDatabase.query(reader, "select count(*) from latest")).containsExactly("0");
    assertThat(TestDatabase.query(reader, "select count(*) from tile_evidence"))
        .containsExactly("0");
    for (String change :
        List.of(
            "delete from measurements",
            "truncate dirty",
            "select nextval('dirty_version')",
            "create table t (a int)")) {
      refused(reader, change);
    }
  }

  @Test
  void whatLaterMigrationsCreateIsThereForBoth() throws Exception {
    TestDatabase.execute(owner, "create table later (a int)");

    TestDatabase.execute(writer, "insert into later values (1)");
    assertThat(TestDatabase.query(reader, "select a from later")).containsExactly("1");
  }

  private static void refused(HotConnection connection, String statement) {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> TestDatabase.execute(connection, statement))
        .withMessageMatching("(?s).*(permission denied|must be owner).*");
  }
}
