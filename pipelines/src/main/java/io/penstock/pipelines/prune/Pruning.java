package io.penstock.pipelines.prune;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.Evidence;
import io.penstock.core.tile.Grouping;
import io.penstock.core.time.Micros;
import io.penstock.io.archive.ArchiveKey;
import io.penstock.io.archive.ArchiveReader;
import io.penstock.io.hot.ArchiveRegister;
import io.penstock.io.hot.HotConnection;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.HotPruning;
import io.penstock.io.hot.PrunedParts.Part;
import io.penstock.io.object.ObjectRoot;
import io.penstock.io.object.UnreadableObjectException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Removes what is old from a plan's hot tables: whole archive periods, shard by shard, each only
 * when its archive object is there, has a sound footer, is registered, and rests on the very
 * readings that the hot tables rest on, sealed and not marked dirty. A part is one transaction, so
 * a killed run has done whole parts, and the next one does the rest.
 */
public final class Pruning {
  private final Plan plan;
  private final ArchiveReader archive;
  private final ArchiveRegister register;
  private final HotPruning hot;
  private final HotPruning.Mode mode;
  private final SortedMap<String, Integer> kept = new TreeMap<>();
  private final SortedMap<String, String> examples = new TreeMap<>();
  private int parts;
  private long tiles;
  private long rows;

  private Pruning(Plan plan, ObjectRoot out, HotDatabase database, HotPruning.Mode mode)
      throws IOException {
    this.plan = plan;
    this.archive = new ArchiveReader(out.child(plan.name()).child("archive").open());
    this.register = new ArchiveRegister(database);
    this.hot = new HotPruning(database, plan.name(), plan.archive().periodMicros());
    this.mode = mode;
  }

  /**
   * Prunes.
   *
   * @param out the folder or prefix above the plan's
   * @param before periods that end at this time or earlier are removed
   */
  public static PruneReport run(
      Plan plan, HotConnection connection, ObjectRoot out, Instant before, HotPruning.Mode mode)
      throws IOException, SQLException, InterruptedException {
    try (HotDatabase database = HotDatabase.open(connection)) {
      Pruning pruning = new Pruning(plan, out, database, mode);
      long period = plan.archive().periodMicros();
      long to = Math.floorDiv(Micros.of(before), period) * period;
      for (Dataset dataset : Dataset.of(plan)) {
        pruning.dataset(dataset, to);
      }
      return new PruneReport(
          pruning.parts, pruning.tiles, pruning.rows, pruning.kept, pruning.examples);
    }
  }

  private void dataset(Dataset dataset, long beforeMicros)
      throws IOException, SQLException, InterruptedException {
    int shards = plan.archive().shards();
    for (Map.Entry<Long, SortedMap<Integer, SortedSet<String>>> period :
        hot.parts(dataset, beforeMicros, asset -> Grouping.lane(asset, shards)).entrySet()) {
      for (Map.Entry<Integer, SortedSet<String>> shard : period.getValue().entrySet()) {
        part(dataset, new Part(dataset.name(), period.getKey(), shard.getKey()), shard.getValue());
      }
    }
  }

  private void part(Dataset dataset, Part part, SortedSet<String> assets)
      throws IOException, SQLException, InterruptedException {
    ArchiveKey key = new ArchiveKey(part.dataset(), part.periodStart(), part.shard());
    Evidence archived;
    try {
      archived = archive.footer(key).evidence();
    } catch (NoSuchFileException e) {
      keep(key, "no archive object");
      return;
    } catch (UnreadableObjectException e) {
      keep(key, "the archive object cannot be read");
      return;
    }
    Optional<Evidence> registered =
        register.find(plan.name(), part.dataset(), part.periodStart(), part.shard());
    if (!registered.equals(Optional.of(archived))) {
      keep(key, "the archive object is not registered as it is");
      return;
    }
    HotPruning.Outcome outcome = hot.prune(dataset, part, assets, archived, mode);
    if (outcome.isKept()) {
      keep(key, outcome.kept());
    } else {
      parts++;
      tiles += outcome.tiles();
      rows += outcome.rows();
    }
  }

  private void keep(ArchiveKey key, String why) {
    kept.merge(why, 1, Integer::sum);
    examples.putIfAbsent(why, key.path());
  }
}
