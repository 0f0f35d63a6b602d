package io.penstock.pipelines.audit;

import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan;
import io.penstock.core.tile.AssetPeriod;
import io.penstock.io.hot.DirtyMark;
import io.penstock.io.hot.DirtyMarks;
import io.penstock.io.hot.DirtyReason;
import io.penstock.io.hot.HotConnection;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.SealedTiles;
import io.penstock.io.quarantine.QuarantineEntry;
import io.penstock.io.quarantine.QuarantineFilter;
import io.penstock.io.quarantine.QuarantineKey;
import io.penstock.io.quarantine.QuarantineStore;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the hot tables of a stream say beside their rows.
 *
 * @param quarantined what is in quarantine of the plan's sources, replayed or not
 * @param late asset-periods that are marked for late readings
 * @param open asset-periods that are not sealed, or marked for another reason: their rows may
 *     differ from what raw gives
 */
record StoredFates(
    SortedSet<QuarantineKey> quarantined,
    SortedSet<AssetPeriod> late,
    SortedSet<AssetPeriod> open) {

  static StoredFates of(Plan plan, HotConnection hot) throws SQLException {
    SortedSet<QuarantineKey> quarantined = new TreeSet<>();
    SortedSet<AssetPeriod> late = new TreeSet<>();
    try (HotDatabase database = HotDatabase.open(hot)) {
      QuarantineStore store = new QuarantineStore(database.dataSource());
      for (SourcePlan source : plan.sources()) {
        addKeys(store, QuarantineFilter.ALL.withSource(source.name()), quarantined);
      }
      SortedSet<AssetPeriod> open =
          new SealedTiles(database).unsealed(plan.name(), plan.archive().periodMicros());
      for (DirtyMark mark : new DirtyMarks(database).ofPlan(plan.name())) {
        AssetPeriod period = new AssetPeriod(mark.asset(), mark.periodStart());
        (mark.reason().equals(DirtyReason.LATE.code()) ? late : open).add(period);
      }
      return new StoredFates(quarantined, late, open);
    }
  }

  private static void addKeys(
      QuarantineStore store, QuarantineFilter filter, SortedSet<QuarantineKey> keys)
      throws SQLException {
    QuarantineFilter next = filter;
    List<QuarantineEntry> page = store.list(next);
    while (!page.isEmpty()) {
      page.forEach(entry -> keys.add(entry.key()));
      next = filter.withAfter(page.get(page.size() - 1).key());
      page = store.list(next);
    }
  }
}
