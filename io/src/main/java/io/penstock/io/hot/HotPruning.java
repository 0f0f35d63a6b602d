package io.penstock.io.hot;

import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.Evidence;
import io.penstock.core.tile.Offer.Stage;
import io.penstock.core.tile.TileTable.AssetTile;
import io.penstock.io.hot.PrunedParts.Part;
import io.penstock.io.sql.Pause;
import io.penstock.io.sql.SqlFault;
import io.penstock.io.sql.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * Removes rows and evidence of whole archive periods from the hot tables, shard by shard, and only
 * where their evidence is the archive's: then the archive has every row that is removed.
 */
public final class HotPruning {
  private static final String PARTS =
      """
      select distinct asset, micros - mod(mod(micros, ?) + ?, ?)
      from (
        select asset, time_to_micros(tile_start) as micros
        from tile_evidence
        where plan = ? and dataset = ? and tile_start < micros_to_time(?)
      ) tiles
      """;
  private static final String WHERE =
      """
      where dataset = ? and asset = any (?) and tile_start >= micros_to_time(?)
        and tile_start < micros_to_time(?)
      """;
  private static final String LOCK =
      "select asset, time_to_micros(tile_start), epoch, readings, digest_high, digest_low, stage"
          + " from tile_evidence "
          + WHERE
          + " order by asset collate \"C\", tile_start for update";
  private static final String DIRTY =
      "select exists (select from dirty where asset = any (?) and period_start ="
          + " micros_to_time(?))";
  private static final String DELETE = "delete from tile_evidence " + WHERE;

  private final HotDatabase database;
  private final Transactions transactions;
  private final String plan;
  private final long periodMicros;

  /**
   * Pruning of a plan's rows.
   *
   * @param periodMicros length of an archive period
   */
  public HotPruning(HotDatabase database, String plan, long periodMicros) {
    this(database, plan, periodMicros, Pause.DEFAULT);
  }

  HotPruning(HotDatabase database, String plan, long periodMicros, Pause pause) {
    this.database = database;
    this.transactions = new Transactions(database.dataSource(), pause);
    this.plan = plan;
    this.periodMicros = periodMicros;
  }

  /** Whether what can be removed is removed. */
  public enum Mode {
    /** It is. */
    REMOVE,
    /** It is only told. */
    TELL
  }

  /**
   * What became of a part.
   *
   * @param tiles how many asset-tiles are removed; 0 when it is kept
   * @param rows how many rows; not known beforehand, so 0 when they are only told
   * @param kept why it is kept, empty when it is not
   */
  public record Outcome(int tiles, long rows, String kept) {
    static Outcome kept(String why) {
      return new Outcome(0, 0, why);
    }

    /** Whether it is kept. */
    public boolean isKept() {
      return !kept.isEmpty();
    }
  }

  /**
   * The parts with tiles before a time, and the assets that they have.
   *
   * @param beforeMicros start of a period, microseconds UTC
   * @param shard tells the shard of an asset
   */
  public SortedMap<Long, SortedMap<Integer, SortedSet<String>>> parts(
      Dataset dataset, long beforeMicros, ToIntFunction<String> shard) throws SQLException {
    SortedMap<Long, SortedMap<Integer, SortedSet<String>>> parts = new TreeMap<>();
    try (Connection connection = database.connection();
        PreparedStatement query = connection.prepareStatement(PARTS)) {
      query.setLong(1, periodMicros);
      query.setLong(2, periodMicros);
      query.setLong(3, periodMicros);
      query.setString(4, plan);
      query.setString(5, dataset.name());
      query.setLong(6, beforeMicros);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          parts
              .computeIfAbsent(row.getLong(2), period -> new TreeMap<>())
              .computeIfAbsent(shard.applyAsInt(row.getString(1)), number -> new TreeSet<>())
              .add(row.getString(1));
        }
      }
    }
    return parts;
  }

  /**
   * Removes a part, or says why not.
   *
   * @param assets the assets of the shard
   * @param archived evidence of the part's archive object
   */
  public Outcome prune(
      Dataset dataset, Part part, SortedSet<String> assets, Evidence archived, Mode mode)
      throws SQLException, InterruptedException {
    return transactions.run(
        connection -> {
          if (isDirty(connection, part, assets)) {
            return Outcome.kept("marked dirty");
          }
          List<AssetTile> tiles = new ArrayList<>();
          String kept = lock(connection, part, assets, archived, tiles);
          if (!kept.isEmpty() || mode == Mode.TELL) {
            return new Outcome(kept.isEmpty() ? tiles.size() : 0, 0, kept);
          }
          long rows = new StoredRows(connection, dataset).deleteAll(tiles, StoredRows.Keys.NONE);
          try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            bind(connection, delete, part, assets);
            // A tile that was stored since then keeps its rows, so it must keep its evidence.
            if (delete.executeUpdate() != tiles.size()) {
              throw SqlFault.contention("a tile of the part was stored meanwhile");
            }
          }
          PrunedParts.put(connection, plan, part);
          return new Outcome(tiles.size(), rows, "");
        });
  }

  /** Locks the part's evidence, and says why it must stay; empty when it need not. */
  private String lock(
      Connection connection,
      Part part,
      SortedSet<String> assets,
      Evidence archived,
      List<AssetTile> tiles)
      throws SQLException {
    Evidence sum = Evidence.none(archived.epoch());
    try (PreparedStatement query = connection.prepareStatement(LOCK)) {
      bind(connection, query, part, assets);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          if (!row.getString(7).equals(Stage.FINAL.name().toLowerCase(Locale.ROOT))) {
            return "not sealed";
          }
          Evidence evidence =
              new Evidence(row.getInt(3), row.getLong(4), row.getLong(5), row.getLong(6));
          if (evidence.epoch() != archived.epoch()) {
            return "of another epoch than the archive's";
          }
          sum = sum.plus(evidence);
          tiles.add(new AssetTile(row.getString(1), row.getLong(2), evidence));
        }
      }
    }
    return sum.sameSet(archived) ? "" : "the archive rests on other readings";
  }

  private static boolean isDirty(Connection connection, Part part, SortedSet<String> assets)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(DIRTY)) {
      query.setArray(1, connection.createArrayOf("text", assets.toArray(String[]::new)));
      query.setLong(2, part.periodStart());
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private void bind(
      Connection connection, PreparedStatement statement, Part part, SortedSet<String> assets)
      throws SQLException {
    statement.setString(1, part.dataset());
    statement.setArray(2, connection.createArrayOf("text", assets.toArray(String[]::new)));
    statement.setLong(3, part.periodStart());
    statement.setLong(4, part.periodStart() + periodMicros);
  }
}
