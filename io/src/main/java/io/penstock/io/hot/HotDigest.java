package io.penstock.io.hot;

import io.penstock.core.tile.AssetPeriod;
import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.PeriodDigests;
import io.penstock.core.tile.RowDigest;
import io.penstock.core.tile.TableDigest;
import io.penstock.io.sql.BinaryCopyOut;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.postgresql.PGConnection;

/**
 * The {@link TableDigest} of a dataset as the hot tables hold it: equal to the digest of the same
 * rows in the archive or in memory. Streams every row once; memory is one row.
 */
public final class HotDigest {
  private final HotDatabase database;

  /** Digests of a migrated database. */
  public HotDigest(HotDatabase database) {
    this.database = database;
  }

  /**
   * Reads all rows of a dataset, whatever their stage, as of one moment.
   *
   * @param plan whose assets; other plans may write to the same tables
   */
  public TableDigest of(Dataset dataset, String plan) throws SQLException {
    RowDigest digest = new RowDigest(dataset);
    read(dataset, plan, (asset, start, end) -> digest);
    return digest.digest();
  }

  /**
   * The same per asset and archive period.
   *
   * @param plan whose assets
   * @param periodMicros length of a period
   */
  public SortedMap<AssetPeriod, TableDigest> byPeriod(
      Dataset dataset, String plan, long periodMicros) throws SQLException {
    PeriodDigests digests = new PeriodDigests(dataset, periodMicros);
    read(
        dataset,
        plan,
        (asset, start, end) -> digests.of(new String(asset, StandardCharsets.UTF_8), start, end));
    return digests.digests();
  }

  /**
   * The same per asset, for the rows of some assets whose tiles start in a span of time. An asset
   * without rows is not there.
   *
   * @param fromMicros first tile start, inclusive
   * @param toMicros last tile start, exclusive
   */
  public SortedMap<String, TableDigest> ofAssets(
      Dataset dataset, Collection<String> assets, long fromMicros, long toMicros)
      throws SQLException {
    SortedMap<String, RowDigest> sums = new TreeMap<>();
    if (!assets.isEmpty()) {
      long shift = StoredRows.rowShift(dataset);
      read(
          dataset,
          postgres -> {
            List<String> literals = new ArrayList<>();
            for (String asset : assets) {
              literals.add(postgres.escapeLiteral(asset));
            }
            return RowTable.of(dataset)
                .copyOut(
                    postgres.escapeLiteral(dataset.name()),
                    literals,
                    fromMicros + shift,
                    toMicros + shift);
          },
          (asset, start, end) ->
              sums.computeIfAbsent(
                  new String(asset, StandardCharsets.UTF_8), name -> new RowDigest(dataset)));
    }
    SortedMap<String, TableDigest> digests = new TreeMap<>();
    sums.forEach((asset, sum) -> digests.put(asset, sum.digest()));
    return digests;
  }

  /** Makes a {@code COPY} statement, with literals as the connection escapes them. */
  private interface Copy {
    String sql(PGConnection postgres) throws SQLException;
  }

  /** Tells which sum a row is added to. */
  private interface Sums {
    RowDigest of(byte[] asset, long start, long end);
  }

  private void read(Dataset dataset, String plan, Sums sums) throws SQLException {
    read(
        dataset,
        postgres ->
            RowTable.of(dataset)
                .copyOut(postgres.escapeLiteral(dataset.name()), postgres.escapeLiteral(plan)),
        sums);
  }

  private void read(Dataset dataset, Copy copy, Sums sums) throws SQLException {
    RowTable table = RowTable.of(dataset);
    try (Connection connection = database.connection()) {
      String sql = copy.sql(connection.unwrap(PGConnection.class));
      try (BinaryCopyOut rows = BinaryCopyOut.begin(connection, sql)) {
        boolean features = dataset.kind() == Dataset.Kind.FEATURES;
        while (rows.next()) {
          add(sums, rows, table.numbers(), features);
        }
      }
    }
  }

  private static void add(Sums sums, BinaryCopyOut row, List<String> columns, boolean features) {
    byte[] asset = row.bytes();
    byte[] metric = row.bytes();
    long start = row.time();
    long end = features ? row.time() : start;
    RowDigest digest = sums.of(asset, start, end);
    digest.begin(asset, metric, start, end, row.int4());
    for (String column : columns) {
      digest.number(column, row.number());
    }
    if (!row.isNone()) {
      digest.text(row.bytes());
    }
    digest.end();
  }
}
