package io.penstock.pipelines.digest;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.AssetPeriod;
import io.penstock.core.tile.Grouping;
import io.penstock.core.tile.RowDigest;
import io.penstock.core.tile.TableDigest;
import io.penstock.core.tile.TileTable;
import io.penstock.io.archive.ArchiveFooter;
import io.penstock.io.archive.ArchiveKey;
import io.penstock.io.archive.ArchiveReader;
import io.penstock.io.hot.AuditDifferences.Difference;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.HotDigest;
import io.penstock.io.hot.PlanRegistry;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds what raw gives for one shard, archive period and dataset against the rows of both stores,
 * asset by asset and bit for bit. Evidence is not asked: it says what rows were made of, and not
 * whether they are still what was made.
 *
 * <p>Rows of assets that raw gives nothing for are found too. An archive object of an older epoch
 * than the plan's is left out, as is one that there is not while the hot tables have nothing
 * either. Memory: the digests of one shard's assets.
 */
public final class PeriodCheck {
  private final Plan plan;
  private final HotDigest hot;
  private final ArchiveReader archive;
  private final SortedSet<String> assets;

  private PeriodCheck(Plan plan, HotDigest hot, ArchiveReader archive, SortedSet<String> assets) {
    this.plan = plan;
    this.hot = hot;
    this.archive = archive;
    this.assets = assets;
  }

  /** A check of a plan's stores. */
  public static PeriodCheck of(Plan plan, HotDatabase database, ArchiveReader archive)
      throws SQLException, InterruptedException {
    return new PeriodCheck(
        plan, new HotDigest(database), archive, new PlanRegistry(database).assets(plan.name()));
  }

  /**
   * The differences of one shard's assets.
   *
   * @param computed what raw gives; its lane is the shard and its span the period
   */
  public List<Difference> differences(TileTable computed) throws IOException, SQLException {
    SortedMap<String, TableDigest> wanted = computed(computed);
    List<Difference> differences =
        new ArrayList<>(differences(computed, "hot", wanted, hot(computed)));
    Optional<SortedMap<String, TableDigest>> archived = archived(computed);
    if (archived.isPresent()) {
      differences.addAll(differences(computed, "archive", wanted, archived.get()));
    }
    return differences;
  }

  private static SortedMap<String, TableDigest> computed(TileTable table) {
    SortedMap<String, RowDigest> sums = new TreeMap<>();
    for (int row = 0; row < table.rows(); row++) {
      String asset = table.series().get(table.rowSeries()[row]).asset();
      sums.computeIfAbsent(asset, name -> new RowDigest(table.dataset())).add(table, row);
    }
    return digests(sums);
  }

  private SortedMap<String, TableDigest> hot(TileTable table) throws SQLException {
    SortedSet<String> ofShard = new TreeSet<>(assets);
    ofShard.removeIf(asset -> Grouping.lane(asset, plan.archive().shards()) != table.lane());
    return hot.ofAssets(
        table.dataset(), ofShard, table.spanStart(), table.spanStart() + table.spanMicros());
  }

  /** What the archive has; empty when it has an older epoch's. */
  private Optional<SortedMap<String, TableDigest>> archived(TileTable table) throws IOException {
    ArchiveKey key = new ArchiveKey(table.dataset().name(), table.spanStart(), table.lane());
    try {
      ArchiveFooter footer = archive.footer(key);
      if (footer.evidence().epoch() < plan.epoch()) {
        return Optional.empty();
      }
      SortedMap<String, RowDigest> sums = new TreeMap<>();
      StoreDigests.read(
          archive,
          key,
          row -> sums.computeIfAbsent(row.asset, name -> new RowDigest(table.dataset())));
      return Optional.of(digests(sums));
    } catch (NoSuchFileException e) {
      return Optional.of(new TreeMap<>());
    }
  }

  private static List<Difference> differences(
      TileTable table,
      String store,
      Map<String, TableDigest> wanted,
      Map<String, TableDigest> stored) {
    SortedSet<String> both = new TreeSet<>(wanted.keySet());
    both.addAll(stored.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String asset : both) {
      TableDigest must = wanted.getOrDefault(asset, TableDigest.EMPTY);
      TableDigest is = stored.getOrDefault(asset, TableDigest.EMPTY);
      if (!must.equals(is)) {
        differences.add(
            new Difference(
                table.dataset().name(),
                store,
                new AssetPeriod(asset, table.spanStart()),
                is.rows(),
                must.rows()));
      }
    }
    return differences;
  }

  private static SortedMap<String, TableDigest> digests(SortedMap<String, RowDigest> sums) {
    SortedMap<String, TableDigest> digests = new TreeMap<>();
    sums.forEach((asset, sum) -> digests.put(asset, sum.digest()));
    return digests;
  }
}
