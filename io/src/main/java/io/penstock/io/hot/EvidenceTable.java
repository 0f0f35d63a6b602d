package io.penstock.io.hot;

import io.penstock.core.tile.Evidence;
import io.penstock.core.tile.Offer.Stage;
import io.penstock.core.tile.TileTable.AssetTile;
import io.penstock.io.sql.SqlArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The statements on {@code tile_evidence} within one transaction. Tiles are named by their place in
 * the list given. Rows are inserted and locked in that order, which is the order of their keys, so
 * two writers never wait for each other.
 */
final class EvidenceTable {
  private static final String INSERT =
      """
      with offered as (
        select asset, micros_to_time(start) as tile_start, readings, high, low, place
        from unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
          with ordinality as u (asset, start, readings, high, low, place)
      ),
      inserted as (
        insert into tile_evidence (dataset, asset, tile_start, epoch, readings,
          digest_high, digest_low, stage, plan)
        select ?, asset, tile_start, ?, readings, high, low, ?, ?
        from offered order by place
        on conflict do nothing
        returning asset, tile_start
      )
      select o.place from offered o join inserted i using (asset, tile_start)
      """;
  private static final String READ =
      """
      select o.place, e.epoch, e.readings, e.digest_high, e.digest_low, e.stage
      from unnest(?::text[], ?::bigint[]) with ordinality as o (asset, start, place)
      join tile_evidence e
        on e.dataset = ? and e.asset = o.asset and e.tile_start = micros_to_time(o.start)
      order by o.place
      """;
  private static final String LOCK = READ + "for update of e";
  private static final String UPDATE =
      """
      update tile_evidence e set epoch = ?, readings = u.readings, digest_high = u.high,
        digest_low = u.low, plan = ?,
        stage = case
          when e.epoch = ? and array_position(array['early', 'on_time', 'final'], e.stage)
            > array_position(array['early', 'on_time', 'final'], ?::text) then e.stage
          else ? end
      from unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
        as u (asset, start, readings, high, low)
      where e.dataset = ? and e.asset = u.asset and e.tile_start = micros_to_time(u.start)
      """;

  private final Connection connection;
  private final String dataset;
  private final String plan;
  private final int epoch;
  private final Stage stage;

  EvidenceTable(Connection connection, String dataset, String plan, int epoch, Stage stage) {
    this.connection = connection;
    this.dataset = dataset;
    this.plan = plan;
    this.epoch = epoch;
    this.stage = stage;
  }

  /** What is stored of a tile. */
  record Stored(Evidence evidence, Stage stage) {}

  /** Inserts evidence where there is none, and says for which places. */
  BitSet insertNew(List<AssetTile> tiles) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      bind(insert, 1, tiles);
      insert.setString(6, dataset);
      insert.setInt(7, epoch);
      insert.setString(8, code(stage));
      insert.setString(9, plan);
      BitSet places = new BitSet(tiles.size());
      try (ResultSet row = insert.executeQuery()) {
        while (row.next()) {
          places.set(row.getInt(1) - 1);
        }
      }
      return places;
    }
  }

  /** Locks what is stored, by place. A place without evidence is absent. */
  Map<Integer, Stored> lock(List<AssetTile> tiles) throws SQLException {
    return stored(connection, LOCK, dataset, tiles);
  }

  /** What is stored, by place, as it is now; locks nothing. A place without evidence is absent. */
  static Map<Integer, Stored> read(Connection connection, String dataset, List<AssetTile> tiles)
      throws SQLException {
    return stored(connection, READ, dataset, tiles);
  }

  private static Map<Integer, Stored> stored(
      Connection connection, String sql, String dataset, List<AssetTile> tiles)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      SqlArrays.texts(query, 1, tiles, AssetTile::asset);
      SqlArrays.longs(query, 2, tiles, AssetTile::tileStart);
      query.setString(3, dataset);
      Map<Integer, Stored> stored = new TreeMap<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          Evidence evidence =
              new Evidence(row.getInt(2), row.getLong(3), row.getLong(4), row.getLong(5));
          stored.put(row.getInt(1) - 1, new Stored(evidence, stage(row.getString(6))));
        }
      }
      return stored;
    }
  }

  /** Stores the evidence offered over what is there; within an epoch no stage goes back. */
  void update(List<AssetTile> tiles) throws SQLException {
    if (tiles.isEmpty()) {
      return;
    }
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      update.setInt(1, epoch);
      update.setString(2, plan);
      update.setInt(3, epoch);
      update.setString(4, code(stage));
      update.setString(5, code(stage));
      bind(update, 6, tiles);
      update.setString(11, dataset);
      update.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, int first, List<AssetTile> tiles)
      throws SQLException {
    SqlArrays.texts(statement, first, tiles, AssetTile::asset);
    SqlArrays.longs(statement, first + 1, tiles, AssetTile::tileStart);
    SqlArrays.longs(statement, first + 2, tiles, tile -> tile.evidence().count());
    SqlArrays.longs(statement, first + 3, tiles, tile -> tile.evidence().digestHigh());
    SqlArrays.longs(statement, first + 4, tiles, tile -> tile.evidence().digestLow());
  }

  private static String code(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }

  private static Stage stage(String code) {
    return Stage.valueOf(code.toUpperCase(Locale.ROOT));
  }
}
