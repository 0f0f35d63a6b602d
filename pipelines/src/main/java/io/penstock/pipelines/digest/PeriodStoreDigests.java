package io.penstock.pipelines.digest;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.AssetPeriod;
import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.PeriodDigests;
import io.penstock.core.tile.TableDigest;
import io.penstock.io.archive.ArchiveReader;
import io.penstock.io.hot.HotConnection;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.HotDigest;
import io.penstock.io.object.LocalObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * The digest of every asset and archive period of every dataset, in each of its stores.
 *
 * @param hot per dataset, in the plan's order, what the hot tables hold
 * @param archive per dataset, what the archive holds
 */
public record PeriodStoreDigests(
    Map<String, SortedMap<AssetPeriod, TableDigest>> hot,
    Map<String, SortedMap<AssetPeriod, TableDigest>> archive) {

  /** Reads both stores completely. */
  public static PeriodStoreDigests of(Plan plan, HotConnection hot, Path out)
      throws IOException, SQLException {
    Map<String, SortedMap<AssetPeriod, TableDigest>> hotDigests = new LinkedHashMap<>();
    Map<String, SortedMap<AssetPeriod, TableDigest>> archiveDigests = new LinkedHashMap<>();
    long period = plan.archive().periodMicros();
    ArchiveReader reader =
        new ArchiveReader(LocalObjectStore.at(out.resolve(plan.name()).resolve("archive")));
    try (HotDatabase database = HotDatabase.open(hot)) {
      HotDigest digest = new HotDigest(database);
      for (Dataset dataset : Dataset.of(plan)) {
        hotDigests.put(dataset.name(), digest.byPeriod(dataset, plan.name(), period));
        PeriodDigests digests = new PeriodDigests(dataset, period);
        StoreDigests.read(
            reader, dataset, row -> digests.of(row.asset, row.timeMicros, row.endMicros));
        archiveDigests.put(dataset.name(), digests.digests());
      }
    }
    return new PeriodStoreDigests(hotDigests, archiveDigests);
  }
}
