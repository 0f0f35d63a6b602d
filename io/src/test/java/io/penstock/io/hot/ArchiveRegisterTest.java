package io.penstock.io.hot;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.tile.Evidence;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArchiveRegisterTest {
  private HotDatabase database;

  @BeforeEach
  void open() throws SQLException {
    database = HotDatabase.open(TestDatabase.fresh());
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** A writer that was slow between writing its object and registering it. */
  @Test
  void keepsTheMoreCompleteVersion() throws Exception {
    ArchiveRegister register = new ArchiveRegister(database);

    register.put(entry(1, 10));
    register.put(entry(1, 9));
    assertThat(readings()).isEqualTo(10);
    register.put(entry(2, 5));
    register.put(entry(1, 11));
    assertThat(readings()).isEqualTo(5);
    register.put(entry(2, 6));
    assertThat(readings()).isEqualTo(6);
  }

  private static ArchiveRegister.Entry entry(int epoch, long readings) {
    return new ArchiveRegister.Entry(
        "p", "measurements", 0, 1, "key", 100, 3, new Evidence(epoch, readings, 1, 2));
  }

  private long readings() throws SQLException {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select readings from archive_objects")) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }
}
