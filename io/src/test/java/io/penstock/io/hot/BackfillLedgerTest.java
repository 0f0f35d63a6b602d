package io.penstock.io.hot;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackfillLedgerTest {
  private static final BackfillLedger.Slice SLICE =
      new BackfillLedger.Slice(0, 3_600_000_000L, "IGNORE", "all", "aa");

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
  void aSliceIsDoneForItsPlanEpochLatenessAndRawObjectsAlone() throws SQLException {
    BackfillLedger ledger = new BackfillLedger(database, "plan", 1);
    assertThat(ledger.isDone(SLICE)).isFalse();

    ledger.done(SLICE);
    ledger.done(SLICE);

    assertThat(ledger.isDone(SLICE)).isTrue();
    assertThat(new BackfillLedger(database, "plan", 2).isDone(SLICE)).isFalse();
    assertThat(new BackfillLedger(database, "other", 1).isDone(SLICE)).isFalse();
    assertThat(ledger.isDone(new BackfillLedger.Slice(0, 3_600_000_000L, "AS_LIVE", "all", "aa")))
        .isFalse();
    assertThat(ledger.isDone(new BackfillLedger.Slice(0, 3_600_000_000L, "IGNORE", "all", "bb")))
        .isFalse();
  }

  @Test
  void whatWasLandedSinceReplacesWhatWasKnown() throws SQLException {
    BackfillLedger ledger = new BackfillLedger(database, "plan", 1);
    BackfillLedger.Slice later = new BackfillLedger.Slice(0, 3_600_000_000L, "IGNORE", "all", "bb");

    ledger.done(SLICE);
    ledger.done(later);

    assertThat(ledger.isDone(SLICE)).isFalse();
    assertThat(ledger.isDone(later)).isTrue();
  }

  @Test
  void aSliceOfSomeShardsIsNotDoneForAll() throws SQLException {
    BackfillLedger ledger = new BackfillLedger(database, "plan", 1);
    BackfillLedger.Slice some = new BackfillLedger.Slice(0, 3_600_000_000L, "IGNORE", "1,3", "aa");

    ledger.done(some);

    assertThat(ledger.isDone(some)).isTrue();
    assertThat(ledger.isDone(SLICE)).isFalse();
    assertThat(ledger.isDone(new BackfillLedger.Slice(0, 3_600_000_000L, "IGNORE", "1", "aa")))
        .isFalse();
  }

  @Test
  void aSliceOfAllShardsIsDoneForSome() throws SQLException {
    BackfillLedger ledger = new BackfillLedger(database, "plan", 1);

    ledger.done(SLICE);

    assertThat(ledger.isDone(new BackfillLedger.Slice(0, 3_600_000_000L, "IGNORE", "1,3", "aa")))
        .isTrue();
  }
}
