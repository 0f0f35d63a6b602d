package io.penstock.io.hot;

import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.Offer;
import io.penstock.core.tile.TileTable;
import io.penstock.core.tile.TileTable.AssetTile;
import io.penstock.io.hot.TileIndex.Range;
import io.penstock.io.quarantine.QuarantineStore;
import io.penstock.io.sql.Pause;
import io.penstock.io.sql.SqlFault;
import io.penstock.io.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The hot tables, written so that any number of writers, retries and replays, in any order, end
 * with the most complete answer.
 *
 * <p>In: a {@link TileTable} and an {@link Offer}. Each asset-tile goes in as a whole or not at
 * all, as {@link io.penstock.core.tile.Verdict} says; a batch of tiles is one transaction, which
 * locks evidence in key order and moves rows with {@code COPY}. Memory: one batch.
 *
 * <p>Errors: what the database refuses for its content is narrowed down by halving to the single
 * asset-tile, which is quarantined and marked dirty while its neighbours go in. Losses against
 * another transaction are tried again. Everything else propagates, for the engine to retry; what
 * was committed before is then found {@code UNCHANGED}. Safe for threads.
 */
public final class HotStore implements AutoCloseable {
  /** Most rows of one transaction, unless a single asset-tile has more. */
  public static final int MAX_ROWS = 50_000;

  /** Most asset-tiles of one transaction. */
  public static final int MAX_TILES = 5_000;

  private final HotDatabase database;
  private final Transactions transactions;
  private final int maxRows;
  private final int maxTiles;
  private final Set<Claim> claims = ConcurrentHashMap.newKeySet();

  private HotStore(HotDatabase database, Pause pause, int maxRows, int maxTiles) {
    this.database = database;
    this.transactions = new Transactions(database.dataSource(), pause);
    this.maxRows = maxRows;
    this.maxTiles = maxTiles;
  }

  /** A store over a migrated database. Connects at the first write. */
  public static HotStore open(HotConnection connection) {
    return open(connection, Pause.DEFAULT, MAX_ROWS, MAX_TILES);
  }

  static HotStore open(HotConnection connection, Pause pause, int maxRows, int maxTiles) {
    return new HotStore(HotDatabase.open(connection), pause, maxRows, maxTiles);
  }

  /** The database, for the other stores in it. Closed with this store. */
  public HotDatabase database() {
    return database;
  }

  /**
   * Offers a table.
   *
   * @param archivePeriodMicros the plan's archive period, by which dirty marks are kept
   * @throws PlanRefused if an asset belongs to another plan
   * @throws IllegalArgumentException if the table breaks its own rules
   */
  public StoreOutcome write(TileTable table, Offer offer, long archivePeriodMicros)
      throws SQLException, InterruptedException {
    Writing writing =
        new Writing(new TileIndex(table), new RowWriter(table), offer, archivePeriodMicros);
    StoreOutcome outcome = StoreOutcome.NONE;
    for (Range range : writing.index.batches(maxRows, maxTiles)) {
      outcome = outcome.plus(write(writing, range));
    }
    return outcome;
  }

  /** What {@link #write} would come to as things are now. Locks and changes nothing. */
  public StoreOutcome compare(TileTable table, Offer offer)
      throws SQLException, InterruptedException {
    TileIndex index = new TileIndex(table);
    StoreOutcome outcome = StoreOutcome.NONE;
    for (Range range : index.batches(maxRows, maxTiles)) {
      outcome =
          outcome.plus(
              transactions.run(
                  connection -> new TileComparison(index, range, offer).against(connection)));
    }
    return outcome;
  }

  /**
   * Removes the asset-tiles of older epochs in a span of time, rows and evidence. An authoritative
   * run calls it after it has written all it produces for these assets: what is still of an older
   * epoch then is no longer produced.
   *
   * @param assets whose tiles
   * @param fromMicros first tile start, inclusive
   * @param toMicros last tile start, exclusive
   * @param epoch tiles of epochs below it go
   * @return how many asset-tiles were removed
   */
  public int removeOlderEpochs(
      Dataset dataset, Collection<String> assets, long fromMicros, long toMicros, NewEpoch epoch)
      throws SQLException, InterruptedException {
    OlderEpochs older =
        new OlderEpochs(dataset, new TreeSet<>(assets), fromMicros, toMicros, epoch);
    return transactions.run(older::remove);
  }

  /**
   * An epoch that takes the place of older ones.
   *
   * @param plan the plan's name
   * @param number the epoch
   * @param periodMicros length of the archive periods by which changes are counted
   */
  public record NewEpoch(String plan, int number, long periodMicros) {}

  /** Leaves the pool of connections. */
  @Override
  public void close() {
    database.close();
  }

  private StoreOutcome write(Writing writing, Range range)
      throws SQLException, InterruptedException {
    try {
      Set<Claim> unclaimed = unclaimed(writing.index, range);
      StoreOutcome outcome =
          transactions.run(
              connection -> {
                claim(connection, writing.index.table().plan(), unclaimed);
                return writing.batch(range).store(connection);
              });
      claims.addAll(unclaimed);
      return outcome;
    } catch (SQLException e) {
      if (SqlFault.of(e) != SqlFault.DATA) {
        throw e;
      }
      if (range.size() == 1) {
        return refuse(writing, range.from(), e);
      }
      int middle = (range.from() + range.to()) >>> 1;
      return write(writing, new Range(range.from(), middle))
          .plus(write(writing, new Range(middle, range.to())));
    }
  }

  private StoreOutcome refuse(Writing writing, int tile, SQLException cause)
      throws SQLException, InterruptedException {
    AssetTile refused = writing.index.tile(tile);
    DirtyMarks.Request mark =
        DirtyMarks.Request.at(
            refused.asset(),
            refused.tileStart(),
            writing.periodMicros,
            DirtyReason.STORE_REFUSED,
            OptionalLong.empty());
    return transactions.run(
        connection -> {
          QuarantineStore.add(connection, List.of(RefusedTile.entry(writing.index, tile, cause)));
          Savepoint quarantined = connection.setSavepoint();
          try {
            DirtyMarks.mark(connection, List.of(mark));
          } catch (SQLException e) {
            if (SqlFault.of(e) != SqlFault.DATA) {
              throw e;
            }
            // The asset's very name cannot be stored; the quarantine entry says so alone.
            connection.rollback(quarantined);
          }
          return new StoreOutcome(0, 0, 0, 0, 0, 1, 0, 0);
        });
  }

  private Set<Claim> unclaimed(TileIndex index, Range range) {
    Set<Claim> unclaimed = new HashSet<>();
    for (int tile = range.from(); tile < range.to(); tile++) {
      Claim claim = new Claim(index.table().plan(), index.tile(tile).asset());
      if (!claims.contains(claim)) {
        unclaimed.add(claim);
      }
    }
    return unclaimed;
  }

  private static void claim(Connection connection, String plan, Set<Claim> unclaimed)
      throws SQLException {
    if (unclaimed.isEmpty()) {
      return;
    }
    List<String> refusals =
        AssetClaims.claim(connection, plan, unclaimed.stream().map(Claim::asset).toList());
    if (!refusals.isEmpty()) {
      throw new PlanRefused(plan, refusals);
    }
  }

  private record Claim(String plan, String asset) {}

  private record Writing(TileIndex index, RowWriter writer, Offer offer, long periodMicros) {
    TileBatch batch(Range range) {
      return new TileBatch(index, writer, offer, periodMicros, range);
    }
  }
}
