package io.penstock.runners.faults;

import java.sql.SQLException;

/**
 * The stream's connections, as its database sees them.
 *
 * @param site the stream's
 */
record Backends(LiveSite site) {
  private static final String OF_THE_STREAM =
      " from pg_stat_activity where datname = current_database() and application_name = 'penstock'";

  static Backends of(LiveSite site) {
    return new Backends(site);
  }

  /** Ends them all, and tells how many there were. */
  long end() throws SQLException {
    return site.number("select count(pg_terminate_backend(pid))" + OF_THE_STREAM);
  }

  /** How many wait for a lock. */
  long waiting() throws SQLException {
    return site.number("select count(*)" + OF_THE_STREAM + " and wait_event_type = 'Lock'");
  }
}
