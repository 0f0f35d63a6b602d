package io.penstock.io.archive;

import io.penstock.core.plan.ArchivePlan;
import io.penstock.core.tile.TileTable;
import io.penstock.io.object.FirstText;
import io.penstock.io.object.ObjectStore;
import io.penstock.io.object.WriteRefusedException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How a dataset is cut, kept beside it in {@code <dataset>/_layout}. Keys are pure functions of
 * period and shard, so a changed period or shard count would put the same rows into the archive
 * twice: it is refused. So is a second plan, since an object holds all assets of its shard.
 *
 * <p>The name starts with an underscore, which readers of Hive-style folders skip.
 */
final class ArchiveLayout {
  private final ObjectStore objects;
  private final ArchivePlan plan;
  private final Set<String> agreed = ConcurrentHashMap.newKeySet();

  ArchiveLayout(ObjectStore objects, ArchivePlan plan) {
    this.objects = objects;
    this.plan = plan;
  }

  /** Checks a table against the layout, and writes down the layout of a new dataset. */
  void check(TileTable table) throws IOException {
    checkTable(table);
    String wanted =
        String.format(
            "plan=%s period_micros=%d tile_micros=%d shards=%d",
            table.plan(), plan.periodMicros(), table.dataset().tileMicros(), plan.shards());
    String key = table.dataset().name() + "/_layout";
    if (!agreed.contains(key + " " + wanted)) {
      String stored = FirstText.putOrRead(objects, key, wanted);
      if (!stored.equals(wanted)) {
        throw new WriteRefusedException(
            String.format(
                "%s says %s, but the plan says %s: write to a new archive folder by a backfill"
                    + " from raw, then remove the old one",
                objects.location(key), stored, wanted));
      }
      agreed.add(key + " " + wanted);
    }
  }

  private void checkTable(TileTable table) {
    if (table.spanMicros() != plan.periodMicros()
        || Math.floorMod(table.spanStart(), plan.periodMicros()) != 0
        || table.lane() < 0
        || table.lane() >= plan.shards()) {
      throw new IllegalArgumentException(
          String.format(
              "the archive takes whole periods of %d us in %d shards, but was offered span %d + %d"
                  + " us, shard %d",
              plan.periodMicros(),
              plan.shards(),
              table.spanStart(),
              table.spanMicros(),
              table.lane()));
    }
  }
}
