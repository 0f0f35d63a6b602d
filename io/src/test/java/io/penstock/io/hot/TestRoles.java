package io.penstock.io.hot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** The roles of {@code roles.sql} in a test's database, each with a connection of its own. */
record TestRoles(HotConnection owner, HotConnection writer, HotConnection reader) {
  private static final Path ROLES =
      Path.of(System.getProperty("penstock.root")).resolve("k8s/components/timescale/roles.sql");
  private static final String MIGRATE = "penstock_migrate";
  private static final HotConnection NOBODY = HotConnection.trusted("jdbc:postgresql:none", "none");

  /** Before any are made. */
  static final TestRoles NONE = new TestRoles(NOBODY, NOBODY, NOBODY);

  /** Runs the script, twice, as whoever owns the database. */
  static TestRoles make(HotConnection owner) throws IOException, SQLException {
    String roles = Files.readString(ROLES);
    TestDatabase.execute(owner, roles);
    TestDatabase.execute(owner, roles);
    return new TestRoles(owner, as("penstock_write", owner), as("penstock_read", owner));
  }

  /** The same in a database without tables, whose owner is {@code penstock_migrate}. */
  static TestRoles makeWithoutTables() throws IOException, SQLException {
    HotConnection server = TestDatabase.empty();
    TestDatabase.execute(
        server,
        """
        do $$
        begin
          if not exists (select from pg_roles where rolname = 'penstock_migrate') then
            create role penstock_migrate login createrole;
          end if;
          execute format('alter database %I owner to penstock_migrate', current_database());
        end
        $$""");
    return make(as(MIGRATE, server));
  }

  private static HotConnection as(String role, HotConnection connection) {
    // The test server's URL names a user, which would win.
    return HotConnection.trusted(connection.url().split("\\?", 2)[0], role);
  }
}
