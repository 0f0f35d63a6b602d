package io.penstock.io.hot;

import java.sql.SQLException;
import java.util.List;

/**
 * A stand-in for TimescaleDB's catalogue, in a database without the extension: views with the names
 * and columns of its informational views as far as they are read, over tables that a test fills,
 * and functions with the names and parameters of its own. They refuse whoever does not own the
 * table before they look at anything, as TimescaleDB does, and else write down that they were
 * called. {@code alter table ... set (timescaledb...)} cannot be stood in for: a server without the
 * extension refuses it.
 */
final class StandInTimescale {
  private static final String CATALOGUE =
      """
      create schema standin;
      create table standin.hypertables (
        hypertable_schema name, hypertable_name name, owner name, num_dimensions smallint,
        num_chunks bigint, compression_enabled boolean, tablespaces name[]);
      create table standin.jobs (
        job_id integer, application_name name, proc_schema name, proc_name name, owner name,
        scheduled boolean, hypertable_schema name, hypertable_name name);
      create table standin.calls (call text, position serial);
      create schema timescaledb_information;
      create view timescaledb_information.hypertables as select * from standin.hypertables;
      create view timescaledb_information.jobs as select * from standin.jobs;
      grant usage on schema timescaledb_information, standin to public;
      grant select on all tables in schema timescaledb_information to public;

      create function standin.owned(relation regclass) returns name language plpgsql as $$
      declare found pg_class;
      begin
        select * into found from pg_class where oid = relation;
        if not pg_has_role(found.relowner, 'usage') then
          raise exception 'must be owner of hypertable "%"', found.relname using errcode = '42501';
        end if;
        return found.relname;
      end $$;

      create function create_hypertable(
        relation regclass, time_column_name name, chunk_time_interval interval default null,
        if_not_exists boolean default false, migrate_data boolean default false)
      returns void language plpgsql as $$
      declare made name := standin.owned(relation);
      begin
        insert into standin.calls (call)
          values (format('hypertable %s by %s, %s', made, time_column_name, chunk_time_interval));
        insert into standin.hypertables (hypertable_schema, hypertable_name, compression_enabled)
          values ('public', made, false);
      end $$;

      create function add_compression_policy(
        hypertable regclass, compress_after interval default null,
        if_not_exists boolean default false)
      returns integer language plpgsql as $$
      declare made name := standin.owned(hypertable);
      begin
        insert into standin.calls (call) values (format('policy %s, %s', made, compress_after));
        insert into standin.jobs (job_id, proc_name, hypertable_schema, hypertable_name)
          values (1000, 'policy_compression', 'public', made);
        return 1000;
      end $$;
      """;

  private final HotConnection owner;

  private StandInTimescale(HotConnection owner) {
    this.owner = owner;
  }

  static StandInTimescale install(HotConnection owner) throws SQLException {
    TestDatabase.execute(owner, CATALOGUE);
    return new StandInTimescale(owner);
  }

  /** A hypertable that can be compressed is there. */
  void hypertable(String schema, String table) throws SQLException {
    TestDatabase.execute(
        owner,
        "insert into standin.hypertables (hypertable_schema, hypertable_name, compression_enabled)"
            + " values ('%s', '%s', true)".formatted(schema, table));
  }

  /** A policy is there. */
  void policy(String kind, String table) throws SQLException {
    TestDatabase.execute(
        owner,
        "insert into standin.jobs (proc_name, hypertable_schema, hypertable_name)"
            + " values ('%s', 'public', '%s')".formatted(kind, table));
  }

  /** The edition that does not compress. */
  void apacheEdition() throws SQLException {
    TestDatabase.execute(
        owner,
        "do $$ begin execute format('alter database %I set timescaledb.license = apache',"
            + " current_database()); end $$");
  }

  /** What was called, in order. */
  List<String> calls() throws SQLException {
    return TestDatabase.query(owner, "select call from standin.calls order by position");
  }
}
