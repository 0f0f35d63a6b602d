package io.penstock.io.hot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table that TimescaleDB cuts by time and compresses. Views, columns and functions are those of
 * TimescaleDB 2 (its reference: {@code timescaledb_information.hypertables} and {@code .jobs},
 * {@code create_hypertable}, {@code add_compression_policy}); the newer names for the last ones
 * (2.13, 2.18) are left aside, since the older are supported and versions before have nothing else.
 *
 * @param name the table
 * @param time its column of time
 * @param series the columns that say whose row it is
 */
record Hypertable(String name, String time, String series) {
  static final List<Hypertable> ALL =
      List.of(
          new Hypertable("measurements", "time", "asset, metric"),
          new Hypertable("features", "window_start", "feature_group, asset, metric"));

  /** Policies keep this name under either interface. */
  private static final String LOOK =
      """
      select pg_has_role(c.relowner, 'usage') as owned,
        h.hypertable_name is not null as hypertable,
        coalesce(h.compression_enabled, false) as compressed,
        exists (select from timescaledb_information.jobs j
          where j.hypertable_schema = n.nspname and j.hypertable_name = c.relname
          and j.proc_name = 'policy_compression') as policy,
        coalesce(current_setting('timescaledb.license', true), '') <> 'apache' as compresses
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      left join timescaledb_information.hypertables h
        on h.hypertable_schema = n.nspname and h.hypertable_name = c.relname
      where c.oid = to_regclass(?)
      """;

  /**
   * What there is.
   *
   * @param owned whether this user may change the table
   * @param compressed whether it can be compressed
   * @param policy whether it is compressed by a policy
   * @param compresses whether the server compresses at all; its Apache edition does not
   */
  record Found(
      boolean owned, boolean hypertable, boolean compressed, boolean policy, boolean compresses) {}

  /** A thing to make, and how. */
  record Step(String name, String sql) {}

  /** Looks, and needs no rights but to read the catalogue. */
  Found find(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(LOOK)) {
      query.setString(1, name);
      try (ResultSet result = query.executeQuery()) {
        if (!result.next()) {
          throw new SQLException("there is no table " + name);
        }
        return new Found(
            result.getBoolean("owned"),
            result.getBoolean("hypertable"),
            result.getBoolean("compressed"),
            result.getBoolean("policy"),
            result.getBoolean("compresses"));
      }
    }
  }

  /** What is missing, in the order in which it is made. */
  List<Step> steps(Found found) {
    List<Step> steps = new ArrayList<>();
    if (!found.hypertable()) {
      steps.add(new Step("hypertable " + name, create()));
    }
    if (found.compresses()) {
      // Settings of chunks that are compressed already cannot be set again.
      if (!found.compressed()) {
        steps.add(new Step("compression of " + name, compress()));
      }
      if (!found.policy()) {
        steps.add(new Step("compression policy of " + name, policy()));
      }
    }
    return steps;
  }

  private String create() {
    return "select create_hypertable('%s', '%s', chunk_time_interval => interval '1 day',"
            .formatted(name, time)
        + " if_not_exists => true, migrate_data => true)";
  }

  private String compress() {
    return "alter table %s set (timescaledb.compress, timescaledb.compress_segmentby = '%s',"
            .formatted(name, series)
        + " timescaledb.compress_orderby = '%s')".formatted(time);
  }

  private String policy() {
    return "select add_compression_policy('%s', compress_after => interval '7 days',"
            .formatted(name)
        + " if_not_exists => true)";
  }
}
