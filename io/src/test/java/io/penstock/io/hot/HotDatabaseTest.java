package io.penstock.io.hot;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class HotDatabaseTest {
  /** Its locks would keep out whoever takes over from it. */
  @Test
  void aWorkerThatFallsSilentIsGivenUpWithinAMinute() throws Exception {
    try (HotDatabase database = HotDatabase.open(TestDatabase.fresh());
        Connection connection = database.connection()) {
      assertThat(setting(connection, "idle_in_transaction_session_timeout")).isEqualTo("20s");
      assertThat(setting(connection, "tcp_keepalives_idle")).isEqualTo("30");
      assertThat(setting(connection, "tcp_keepalives_interval")).isEqualTo("10");
      assertThat(setting(connection, "tcp_keepalives_count")).isEqualTo("3");
    }
  }

  private static String setting(Connection connection, String name) throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show " + name)) {
      row.next();
      return row.getString(1);
    }
  }
}
