package io.penstock.io.hot;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PendingRawTest {
  private static final PendingRaw.Input A = new PendingRaw.Input("gateway", "aa");
  private static final PendingRaw.Input B = new PendingRaw.Input("gateway", "bb");

  private HotDatabase database;

  @BeforeEach
  void open() throws Exception {
    database = HotDatabase.open(TestDatabase.fresh());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void keepsWhatAKilledRunLeftUntilItIsDone() throws SQLException {
    PendingRaw pending = new PendingRaw(database);

    pending.begin("plan", List.of(A));
    pending.begin("plan", List.of(A, B));
    pending.begin("other", List.of(A));
    pending.done("plan", List.of(B));

    assertThat(pending.list("plan")).containsExactly(A);
    assertThat(pending.list("other")).containsExactly(A);
  }
}
