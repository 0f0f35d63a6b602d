package io.penstock.io.hot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Which slices of event time the backfills of one plan and epoch have done. A slice of some shards
 * is not one of all; one of all is one of any.
 */
public final class BackfillLedger {
  /** The shards of a slice that is done as a whole. */
  public static final String ALL_SHARDS = "all";

  private static final String DONE =
      """
      insert into backfill_slices
        (plan, epoch, lateness, slice_start, slice_end, shards, raw_digest, finished)
      values (?, ?, ?, micros_to_time(?), micros_to_time(?), ?, ?, now())
      on conflict (plan, epoch, lateness, slice_start, slice_end, shards)
        do update set raw_digest = excluded.raw_digest, finished = excluded.finished
      """;
  private static final String IS_DONE =
      """
      select 1 from backfill_slices
      where plan = ? and epoch = ? and lateness = ? and slice_start = micros_to_time(?)
        and slice_end = micros_to_time(?) and shards in (?, 'all') and raw_digest = ?
      """;

  private final HotDatabase database;
  private final String plan;
  private final int epoch;

  /** The ledger of a plan in a migrated database. */
  public BackfillLedger(HotDatabase database, String plan, int epoch) {
    this.database = database;
    this.plan = plan;
    this.epoch = epoch;
  }

  /**
   * One slice.
   *
   * @param fromMicros start of event time, microseconds UTC
   * @param toMicros end, exclusive
   * @param lateness what happened to late readings
   * @param shards which archive shards were computed: {@value #ALL_SHARDS}, or their numbers
   * @param rawDigest names the raw objects it was computed from
   */
  public record Slice(
      long fromMicros, long toMicros, String lateness, String shards, String rawDigest) {}

  /** Whether the slice was computed from these very raw objects. */
  public boolean isDone(Slice slice) throws SQLException {
    try (Connection connection = database.connection();
        PreparedStatement query = connection.prepareStatement(IS_DONE)) {
      set(query, slice);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  /** Notes a slice whose results are stored. */
  public void done(Slice slice) throws SQLException {
    try (Connection connection = database.connection();
        PreparedStatement insert = connection.prepareStatement(DONE)) {
      set(insert, slice);
      insert.executeUpdate();
      connection.commit();
    }
  }

  private void set(PreparedStatement statement, Slice slice) throws SQLException {
    statement.setString(1, plan);
    statement.setInt(2, epoch);
    statement.setString(3, slice.lateness());
    statement.setLong(4, slice.fromMicros());
    statement.setLong(5, slice.toMicros());
    statement.setString(6, slice.shards());
    statement.setString(7, slice.rawDigest());
  }
}
