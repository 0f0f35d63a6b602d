package io.penstock.io.hot;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the hot tables to the present version. Run once before writers start; running it again, or
 * from several processes at once, does nothing more (Flyway takes a lock). Who owns the tables can
 * change them; anybody else who may read Flyway's record finds whether they are current. No rights
 * are given or taken.
 */
public final class HotSchema {
  /** Where the migrations are: a path of our own, since fat jars merge resources. */
  static final String LOCATION = "classpath:io/penstock/io/hot/migration";

  /** Flyway's record of what was run. */
  static final String HISTORY = "penstock_schema_history";

  private static final Logger LOG = LoggerFactory.getLogger(HotSchema.class);
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private HotSchema() {}

  /**
   * Creates or upgrades the tables, and applies {@link TimescaleExtras} where they are possible.
   * Extras that are missing and not this user's to make are a warning in the log: everything works
   * without them.
   *
   * @throws SchemaRefused when the tables are not current and this user may not change them, or
   *     when they are not what Flyway's record says
   * @throws SQLException when the database cannot be reached, or refuses for another reason
   */
  public static SchemaMigration migrate(HotConnection connection) throws IOException, SQLException {
    Flyway flyway = upTo(connection, "latest");
    String found = "cannot be read";
    int from;
    int known;
    try {
      MigrationInfo[] all = flyway.info().all();
      from = number(flyway.info().current());
      known = known(all);
      found = "is at %d and must be at %d".formatted(from, known);
      flyway.migrate();
    } catch (FlywayException e) {
      throw refused(connection, found, e);
    }
    try (HotDatabase database = HotDatabase.open(connection)) {
      TimescaleExtras.Result extras = TimescaleExtras.apply(database);
      if (extras.state() == TimescaleExtras.State.MISSING) {
        LOG.warn("{}", extras.told().orElseThrow());
      }
      return new SchemaMigration(from, Math.max(from, known), known, extras);
    }
  }

  /** Migrations up to a version, to be run. */
  static Flyway upTo(HotConnection connection, String version) throws IOException {
    return new FluentConfiguration(HotSchema.class.getClassLoader())
        .dataSource(connection.url(), connection.user(), connection.password())
        .locations(LOCATION)
        .table(HISTORY)
        // Tables of others in the same schema are none of our business.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .target(version)
        .load();
  }

  private static int known(MigrationInfo[] all) {
    return Arrays.stream(all)
        // What is applied and not resolved is a newer program's.
        .filter(migration -> migration.getState().isResolved())
        .mapToInt(HotSchema::number)
        .max()
        .orElse(0);
  }

  private static int number(@Nullable MigrationInfo migration) {
    return migration == null ? 0 : migration.getVersion().getMajor().intValueExact();
  }

  /** The fault of a configuration; any other is thrown. */
  private static SchemaRefused refused(HotConnection connection, String found, FlywayException e)
      throws SQLException {
    SQLException fault = sqlFault(e);
    if (fault == null) {
      return new SchemaRefused(
          "the schema of %s %s: %s".formatted(connection.url(), found, e.getMessage()), e);
    } else if (INSUFFICIENT_PRIVILEGE.equals(fault.getSQLState())) {
      return new SchemaRefused(
          "the schema of %s %s, and %s may not do that (%s): run penstock migrate as the owner of the"
                  .formatted(connection.url(), found, connection.user(), firstLine(fault))
              + " database",
          e);
    }
    throw new SQLException(
        "cannot migrate %s as %s: %s"
            .formatted(connection.url(), connection.user(), firstLine(fault)),
        fault.getSQLState(),
        e);
  }

  private static @Nullable SQLException sqlFault(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }

  /** Without the position and the context that the server adds. */
  private static String firstLine(SQLException fault) {
    return String.valueOf(fault.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
