package io.penstock.io.hot;

import io.penstock.core.tile.AssetPeriod;
import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.TileTable.AssetTile;
import io.penstock.io.sql.SqlArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts, within one transaction, the rows that a new epoch changes in tiles that an older one has
 * stored. Rows that are the same bit for bit are not among them.
 */
final class ChangeTally {
  private static final String ADD =
      """
      insert into epoch_changes
        (plan, epoch, dataset, asset, metric, period_start, rows_changed, rows_removed)
      select ?, ?, ?, asset, metric, micros_to_time(period), changed, removed
      from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[]) with ordinality
        as u (asset, metric, period, changed, removed, place)
      order by place
      on conflict (plan, epoch, dataset, asset, metric, period_start) do update set
        rows_changed = epoch_changes.rows_changed + excluded.rows_changed,
        rows_removed = epoch_changes.rows_removed + excluded.rows_removed
      """;

  private final Dataset dataset;
  private final long periodMicros;
  private final Set<Tile> renewed = new HashSet<>();

  /** In key order, so that two writers never wait for each other. */
  private final Map<Key, Counts> counts =
      new TreeMap<>(
          Comparator.comparing(Key::asset)
              .thenComparing(Key::metric)
              .thenComparingLong(Key::period));

  ChangeTally(Dataset dataset, long periodMicros) {
    this.dataset = dataset;
    this.periodMicros = periodMicros;
  }

  private record Tile(String asset, long start) {}

  private record Key(String asset, String metric, long period) {}

  private record Counts(long changed, long removed) {
    Counts plus(Counts other) {
      return new Counts(changed + other.changed, removed + other.removed);
    }
  }

  /** A tile whose stored result is of an older epoch. */
  void renewed(AssetTile tile) {
    renewed.add(new Tile(tile.asset(), tile.tileStart()));
  }

  /** Whether there is nothing to count. */
  boolean isIdle() {
    return renewed.isEmpty();
  }

  /** A row that is new, or has other content than it had. */
  void changed(String asset, String metric, long micros) {
    count(asset, metric, micros, new Counts(1, 0));
  }

  /** A row that is gone. */
  void removed(String asset, String metric, long micros) {
    count(asset, metric, micros, new Counts(0, 1));
  }

  private void count(String asset, String metric, long micros, Counts one) {
    long tile = dataset.tileStart(micros);
    if (renewed.contains(new Tile(asset, tile))) {
      long period = AssetPeriod.at(asset, tile, periodMicros).startMicros();
      counts.merge(new Key(asset, metric, period), one, Counts::plus);
    }
  }

  /** Adds the counts to what is known of the epoch. */
  void store(Connection connection, String plan, int epoch) throws SQLException {
    if (counts.isEmpty()) {
      return;
    }
    List<Map.Entry<Key, Counts>> rows = new ArrayList<>(counts.entrySet());
    try (PreparedStatement add = connection.prepareStatement(ADD)) {
      add.setString(1, plan);
      add.setInt(2, epoch);
      add.setString(3, dataset.name());
      SqlArrays.texts(add, 4, rows, row -> row.getKey().asset());
      SqlArrays.texts(add, 5, rows, row -> row.getKey().metric());
      SqlArrays.longs(add, 6, rows, row -> row.getKey().period());
      SqlArrays.longs(add, 7, rows, row -> row.getValue().changed());
      SqlArrays.longs(add, 8, rows, row -> row.getValue().removed());
      add.executeUpdate();
    }
  }
}
