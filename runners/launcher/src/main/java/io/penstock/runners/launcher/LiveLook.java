package io.penstock.runners.launcher;

import io.penstock.io.hot.HotDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What the hot tables show of a stream at one moment.
 *
 * @param measurements rows
 * @param features rows
 * @param tiles asset-tiles that are there
 * @param unsealed asset-tiles that are there and not sealed
 * @param sealedPeriods archive periods that are in the archive
 * @param lateMarks asset-periods with late readings
 * @param quarantined entries in quarantine
 * @param newestTileMicros start of the newest tile of measurements that the watermark has passed
 */
record LiveLook(
    long measurements,
    long features,
    long tiles,
    long unsealed,
    long sealedPeriods,
    long lateMarks,
    long quarantined,
    OptionalLong newestTileMicros) {
  private static final String QUERY =
      """
      select (select count(*) from measurements),
        (select count(*) from features),
        (select count(*) from tile_evidence),
        (select count(*) from tile_evidence where stage <> 'final'),
        (select count(distinct period_start) from archive_objects),
        (select count(*) from dirty where reason = 'late'),
        (select count(*) from quarantine),
        (select time_to_micros(max(tile_start)) from tile_evidence
          where dataset = 'measurements' and stage <> 'early')
      """;

  /** Looks now. */
  static LiveLook of(HotDatabase database) throws SQLException {
    try (Connection connection = database.connection();
        PreparedStatement query = connection.prepareStatement(QUERY);
        ResultSet row = query.executeQuery()) {
      row.next();
      long newest = row.getLong(8);
      boolean none = row.wasNull(); // tells of the column that was read last
      return new LiveLook(
          row.getLong(1),
          row.getLong(2),
          row.getLong(3),
          row.getLong(4),
          row.getLong(5),
          row.getLong(6),
          row.getLong(7),
          none ? OptionalLong.empty() : OptionalLong.of(newest));
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d measurements, %d features; %d of %d asset-tiles sealed in %d periods; %d late marks,"
            + " %d in quarantine",
        measurements,
        features,
        tiles - unsealed,
        tiles,
        sealedPeriods,
        lateMarks,
        quarantined);
  }
}
