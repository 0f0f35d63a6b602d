package io.penstock.io.hot;

import io.penstock.core.tile.Evidence;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The list of archive objects in the hot database, for people and dashboards: the archive itself
 * never reads it. Registering is idempotent, and a writer that comes late with an older version of
 * an object changes nothing.
 */
public final class ArchiveRegister {
  private static final String PUT =
      """
      insert into archive_objects
        (plan, dataset, period_start, shard, object_key, bytes, rows, epoch, readings,
         digest_high, digest_low)
      values (?, ?, micros_to_time(?), ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (plan, dataset, period_start, shard) do update set
        object_key = excluded.object_key,
        bytes = excluded.bytes,
        rows = excluded.rows,
        epoch = excluded.epoch,
        readings = excluded.readings,
        digest_high = excluded.digest_high,
        digest_low = excluded.digest_low
      where (excluded.epoch, excluded.readings)
        >= (archive_objects.epoch, archive_objects.readings)
      """;

  private static final String FIND =
      """
      select epoch, readings, digest_high, digest_low from archive_objects
      where plan = ? and dataset = ? and period_start = micros_to_time(?) and shard = ?
      """;

  private final HotDatabase database;

  /** The register of a migrated database. */
  public ArchiveRegister(HotDatabase database) {
    this.database = database;
  }

  /**
   * One archive object.
   *
   * @param plan the plan's name
   * @param dataset the dataset's name
   * @param periodStart start of the archive period, microseconds UTC
   * @param shard the shard
   * @param key the object's key within the plan's archive
   * @param bytes its size
   * @param rows number of its rows
   * @param evidence sum over its asset-tiles
   */
  public record Entry(
      String plan,
      String dataset,
      long periodStart,
      int shard,
      String key,
      long bytes,
      long rows,
      Evidence evidence) {}

  /** Registers an object that is stored, unless a more complete version of it is registered. */
  public void put(Entry entry) throws SQLException {
    try (Connection connection = database.connection();
        PreparedStatement put = connection.prepareStatement(PUT)) {
      put.setString(1, entry.plan());
      put.setString(2, entry.dataset());
      put.setLong(3, entry.periodStart());
      put.setInt(4, entry.shard());
      put.setString(5, entry.key());
      put.setLong(6, entry.bytes());
      put.setLong(7, entry.rows());
      put.setInt(8, entry.evidence().epoch());
      put.setLong(9, entry.evidence().count());
      put.setLong(10, entry.evidence().digestHigh());
      put.setLong(11, entry.evidence().digestLow());
      put.executeUpdate();
      connection.commit();
    }
  }

  /** The evidence of a registered object. */
  public Optional<Evidence> find(String plan, String dataset, long periodStart, int shard)
      throws SQLException {
    try (Connection connection = database.connection();
        PreparedStatement find = connection.prepareStatement(FIND)) {
      find.setString(1, plan);
      find.setString(2, dataset);
      find.setLong(3, periodStart);
      find.setInt(4, shard);
      try (ResultSet row = find.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Evidence(row.getInt(1), row.getLong(2), row.getLong(3), row.getLong(4)))
            : Optional.empty();
      }
    }
  }
}
