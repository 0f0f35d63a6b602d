package io.penstock.pipelines.bounded;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.LaneSpan;
import io.penstock.core.tile.Offer;
import io.penstock.core.tile.TileTable;
import io.penstock.io.archive.ArchiveKey;
import io.penstock.io.archive.ArchiveOutcome;
import io.penstock.io.archive.ArchiveReader;
import io.penstock.io.archive.ArchiveStore;
import io.penstock.io.hot.ArchiveRegister;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.HotStore;
import io.penstock.io.hot.PlanRegistry;
import io.penstock.io.raw.EventSpans;
import io.penstock.pipelines.stores.StoreTiles;
import io.penstock.pipelines.stores.Stores;
import java.io.IOException;
import java.sql.SQLException;
import java.util.SortedSet;

/**
 * What older epochs stored and this epoch no longer produces: of a series that was removed, or at
 * times that a mended clock has moved. An authoritative run takes it away from the periods it has
 * computed, after it has stored all it produces for them.
 */
final class OlderEpochs {
  private static final int FIRST_EPOCH = 1;

  private final Plan plan;
  private final Stores stores;

  OlderEpochs(Plan plan, Stores stores) {
    this.plan = plan;
    this.stores = stores;
  }

  /** Takes away what is older than the plan's epoch in whole archive periods of some shards. */
  void remove(EventSpans periods, Shards shards)
      throws IOException, SQLException, InterruptedException {
    if (plan.epoch() == FIRST_EPOCH) {
      return;
    }
    HotStore.NewEpoch epoch =
        new HotStore.NewEpoch(plan.name(), plan.epoch(), plan.archive().periodMicros());
    try (HotStore hot = stores.openHot()) {
      SortedSet<String> assets = shards.of(new PlanRegistry(hot.database()).assets(plan.name()));
      for (Dataset dataset : Dataset.of(plan)) {
        for (EventSpans.Span span : periods.spans()) {
          hot.removeOlderEpochs(dataset, assets, span.from(), span.to(), epoch);
        }
        empty(dataset, periods, shards, hot.database());
      }
    }
  }

  /** An archive object is never deleted: readers may hold it. One without rows takes its place. */
  private void empty(Dataset dataset, EventSpans periods, Shards shards, HotDatabase database)
      throws IOException, SQLException {
    ArchiveReader reader = new ArchiveReader(stores.archive().open());
    ArchiveStore archive = stores.openArchive();
    long period = plan.archive().periodMicros();
    for (ArchiveKey key : reader.keys(dataset.name())) {
      if (shards.wanted().contains(key.shard())
          && periods.overlaps(key.periodStart(), key.periodStart() + period)
          && reader.footer(key).evidence().epoch() < plan.epoch()) {
        LaneSpan lane = new LaneSpan(key.shard(), key.periodStart());
        TileTable nothing = TileTable.empty(dataset, plan.name(), plan.epoch(), lane, period);
        ArchiveOutcome outcome = archive.write(nothing, Offer.COMPLETE);
        if (outcome.verdict().writes()) {
          new ArchiveRegister(database).put(StoreTiles.entry(nothing, outcome));
        }
      }
    }
  }
}
