package io.penstock.io.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionsTest {
  private final List<Integer> pauses = new ArrayList<>();
  private HotDatabase database;
  private Transactions transactions;

  @BeforeEach
  void open() throws SQLException {
    database = HotDatabase.open(TestDatabase.fresh());
    transactions = new Transactions(database.dataSource(), pauses::add);
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** SQLSTATE 40001 serialization_failure and 40P01 deadlock_detected. */
  @Test
  void triesAgainAfterLosingAgainstAnotherTransaction() throws Exception {
    String[] states = {"40001", "40P01"};

    int attempts =
        transactions.run(
            connection -> {
              if (pauses.size() < states.length) {
                throw new SQLException("lost", states[pauses.size()]);
              }
              return pauses.size() + 1;
            });

    assertThat(attempts).isEqualTo(3);
    assertThat(pauses).containsExactly(1, 2);
  }

  @Test
  void givesUpAfterSoManyLosses() {
    assertThatThrownBy(
            () ->
                transactions.run(
                    connection -> {
                      throw new SQLException("lost", "40001");
                    }))
        .isInstanceOf(SQLException.class);
    assertThat(pauses).hasSize(Transactions.MAX_FAILURES - 1);
  }

  @Test
  void rollsBackWhatFailed() throws Exception {
    assertThatThrownBy(
            () ->
                transactions.run(
                    connection -> {
                      connection
                          .createStatement()
                          .execute("insert into plans (plan, epoch) values ('p', 1)");
                      throw new SQLException("connection lost", "08006");
                    }))
        .hasMessage("connection lost");

    assertThat(pauses).isEmpty();
    int plans =
        transactions.run(
            connection -> {
              try (var rows =
                  connection.createStatement().executeQuery("select count(*) from plans")) {
                rows.next();
                return rows.getInt(1);
              }
            });
    assertThat(plans).isZero();
  }
}
