package io.penstock.io.hot;

import java.io.IOException;
import java.sql.SQLException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the hot tables to the present version. Run once before writers start; running it again, or
 * from several processes at once, does nothing more (Flyway takes a lock).
 */
public final class HotSchema {
  /** Where the migrations are: a path of our own, since fat jars merge resources. */
  static final String LOCATION = "classpath:io/penstock/io/hot/migration";

  /** Flyway's record of what was run. */
  static final String HISTORY = "penstock_schema_history";

  private HotSchema() {}

  /**
   * Creates or upgrades the tables, and applies {@link TimescaleExtras} where they are possible.
   *
   * @throws org.flywaydb.core.api.FlywayException if the database cannot be reached or refuses
   */
  public static TimescaleExtras.Result migrate(HotConnection connection)
      throws IOException, SQLException {
    new FluentConfiguration(HotSchema.class.getClassLoader())
        .dataSource(connection.url(), connection.user(), connection.password())
        .locations(LOCATION)
        .table(HISTORY)
        // Tables of others in the same schema are none of our business.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
    try (HotDatabase database = HotDatabase.open(connection)) {
      return TimescaleExtras.apply(database);
    }
  }
}
