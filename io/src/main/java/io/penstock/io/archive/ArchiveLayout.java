package io.penstock.io.archive;

import io.penstock.core.plan.ArchivePlan;
import io.penstock.core.tile.TileTable;
import io.penstock.io.object.ObjectStore;
import io.penstock.io.object.Staged;
import io.penstock.io.object.StoredObject;
import io.penstock.io.object.UnreadableObjectException;
import io.penstock.io.object.WriteRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.parquet.io.SeekableInputStream;

/**
 * How a dataset is cut, kept beside it in {@code <dataset>/_layout}. Keys are pure functions of
 * period and shard, so a changed period or shard count would put the same rows into the archive
 * twice: it is refused. So is a second plan, since an object holds all assets of its shard.
 *
 * <p>The name starts with an underscore, which readers of Hive-style folders skip.
 */
final class ArchiveLayout {
  private static final int MAX_BYTES = 4096;

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
      String stored = storedOrNew(key, wanted);
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

  private String storedOrNew(String key, String wanted) throws IOException {
    Optional<StoredObject> found = objects.find(key);
    if (found.isPresent()) {
      return read(found.get());
    }
    try (Staged staged = objects.stage(key)) {
      Files.writeString(staged.path(), wanted + "\n");
      return objects.swap(staged, Optional.empty()) ? wanted : read(objects.open(key));
    }
  }

  private static String read(StoredObject object) throws IOException {
    try (object;
        SeekableInputStream in = object.newStream()) {
      if (object.getLength() > MAX_BYTES) {
        throw new UnreadableObjectException(object.location(), "not a layout of Penstock");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
