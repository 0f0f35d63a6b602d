package io.penstock.io.hot;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * A pool of connections to the hot database. All that is opened for one {@link HotConnection} in a
 * JVM share one pool, because an engine makes one instance of a step per thread and PostgreSQL's
 * connections are few. Safe for threads. Connections are handed out with auto-commit off and READ
 * COMMITTED.
 */
public final class HotDatabase implements AutoCloseable {
  /** Most connections of one JVM to one database. Writers beyond it wait their turn. */
  public static final int MAX_CONNECTIONS = 8;

  private static final String DRIVER = "org.postgresql.Driver";

  /**
   * A worker that stands still in a transaction, or is cut off from the network, must not hold its
   * locks for longer than it takes to replace it; by itself a server notices after two hours.
   * Short, since locks pass from one of its connections to the next that waits for them, and each
   * is given up by itself. Between two statements of ours there are milliseconds.
   */
  private static final String LET_GO =
      "set idle_in_transaction_session_timeout = '20s';"
          + " set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10;"
          + " set tcp_keepalives_count = 3";

  private static final long WAIT_MILLIS = 60_000;
  private static final Map<HotConnection, Shared> POOLS = new HashMap<>();

  private final HotConnection connection;
  private final HikariDataSource pool;
  private boolean open = true;

  private HotDatabase(HotConnection connection, HikariDataSource pool) {
    this.connection = connection;
    this.pool = pool;
  }

  /**
   * Opens the pool or joins the one that is open. Connects when a connection is first needed.
   *
   * @throws UncheckedIOException if the password file cannot be read
   */
  public static HotDatabase open(HotConnection connection) {
    synchronized (POOLS) {
      Shared shared = POOLS.get(connection);
      if (shared == null) {
        shared = new Shared(pool(connection));
        POOLS.put(connection, shared);
      }
      shared.users++;
      return new HotDatabase(connection, shared.pool);
    }
  }

  /** The pool, for stores that know nothing of this package. */
  public DataSource dataSource() {
    return pool;
  }

  /** A connection with auto-commit off. Closing it gives it back, rolled back. */
  public Connection connection() throws SQLException {
    return pool.getConnection();
  }

  /** Leaves the pool; the last one out closes it. */
  @Override
  public void close() {
    synchronized (POOLS) {
      Shared shared = POOLS.get(connection);
      if (!open || shared == null) {
        return;
      }
      open = false;
      shared.users--;
      if (shared.users == 0) {
        POOLS.remove(connection);
        shared.pool.close();
      }
    }
  }

  private static HikariDataSource pool(HotConnection connection) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("penstock-hot");
    config.setJdbcUrl(connection.url());
    // By name: DriverManager does not see drivers of a job's jar, which a cluster loads by itself.
    config.setDriverClassName(DRIVER);
    config.setUsername(connection.user());
    try {
      config.setPassword(connection.password());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the password of the hot database", e);
    }
    config.setAutoCommit(false);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setMaximumPoolSize(MAX_CONNECTIONS);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(WAIT_MILLIS);
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql(LET_GO);
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("ApplicationName", "penstock");
    return new HikariDataSource(config);
  }

  private static final class Shared {
    final HikariDataSource pool;
    int users;

    Shared(HikariDataSource pool) {
      this.pool = pool;
    }
  }
}
