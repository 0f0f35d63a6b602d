package io.penstock.io.archive;

import io.penstock.core.plan.ArchivePlan;
import io.penstock.core.tile.Evidence;
import io.penstock.core.tile.Offer;
import io.penstock.core.tile.TileTable;
import io.penstock.core.tile.Verdict;
import io.penstock.io.object.LocalObjectStore;
import io.penstock.io.object.ObjectStore;
import io.penstock.io.object.OneVersion;
import io.penstock.io.object.Staged;
import io.penstock.io.object.StoredObject;
import io.penstock.io.object.UnreadableObjectException;
import io.penstock.io.object.WriteRefusedException;
import io.penstock.io.parquet.ParquetEncoding;
import io.penstock.io.parquet.ParquetObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.io.LocalInputFile;

/**
 * The archive: one Parquet object per (dataset, period, shard), replaced as a whole, and only as
 * {@link Verdict} decides on the summed evidence of its asset-tiles. So retries, zombies, replays
 * and a backfill beside the live stream end with the most complete object, in whatever order they
 * come.
 *
 * <p>A write reads the stored object's footer and tag, decides, encodes into a staged file, checks
 * that file's footer, and swaps it in if the tag is still the same; else it decides again. Nothing
 * is encoded for an offer that does not go in. Safe for use by many threads and processes; make one
 * per worker.
 */
public final class ArchiveStore {
  /**
   * Each lost swap means that another writer of the same object got through, and sets only grow: a
   * writer that loses this often has met something other than competition.
   */
  private static final int MAX_SWAPS = 1000;

  private final ObjectStore objects;
  private final ArchiveLayout layout;

  /** The archive that an object store holds. */
  public ArchiveStore(ObjectStore objects, ArchivePlan plan) {
    this.objects = objects;
    this.layout = new ArchiveLayout(objects, plan);
  }

  /** The archive in a local folder. */
  public static ArchiveStore local(Path folder, ArchivePlan plan) throws IOException {
    return new ArchiveStore(LocalObjectStore.at(folder), plan);
  }

  /**
   * Offers the rows of one archive period and shard.
   *
   * @param table rows sorted by asset, metric and time; its lane is the shard and its span the
   *     period; without rows its evidence is stored all the same
   * @throws UnreadableObjectException when what is stored there is damaged or foreign
   * @throws WriteRefusedException when the dataset belongs to another plan or is cut otherwise
   */
  public ArchiveOutcome write(TileTable table, Offer offer) throws IOException {
    layout.check(table);
    ArchiveFooter footer = ArchiveFooter.of(table);
    Decision decision = decide(footer, offer);
    if (!decision.verdict().writes()) {
      return new ArchiveOutcome(
          footer.key(), decision.verdict(), decision.evidence(), decision.bytes());
    }
    try (Staged staged = objects.stage(footer.key().path())) {
      long bytes = encode(table, footer, staged);
      Staged labelled = staged.labelled(footer.labels());
      for (int swaps = 0; swaps < MAX_SWAPS; swaps++) {
        if (objects.swap(labelled, decision.etag())) {
          return new ArchiveOutcome(footer.key(), decision.verdict(), footer.evidence(), bytes);
        }
        decision = decide(footer, offer);
        if (!decision.verdict().writes()) {
          return new ArchiveOutcome(
              footer.key(), decision.verdict(), decision.evidence(), decision.bytes());
        }
      }
    }
    throw new IOException(
        objects.location(footer.key().path()) + ": lost " + MAX_SWAPS + " swaps in a row");
  }

  /** What {@link #write} would come to as things are now. Changes nothing. */
  public Verdict compare(TileTable table, Offer offer) throws IOException {
    layout.check(table);
    return decide(ArchiveFooter.of(table), offer).verdict();
  }

  /**
   * What to do, given what is stored.
   *
   * @param etag tag of what is to be replaced, empty when nothing is
   * @param evidence of what is stored
   * @param bytes size of what is stored
   */
  private record Decision(Verdict verdict, Optional<String> etag, Evidence evidence, long bytes) {}

  private Decision decide(ArchiveFooter offered, Offer offer) throws IOException {
    return OneVersion.of(() -> decideOnce(offered, offer));
  }

  private Decision decideOnce(ArchiveFooter offered, Offer offer) throws IOException {
    Optional<StoredObject> found = objects.find(offered.key().path());
    if (found.isEmpty()) {
      return new Decision(
          Verdict.WRITE, Optional.empty(), Evidence.none(offered.evidence().epoch()), 0);
    }
    try (StoredObject object = found.get()) {
      ArchiveFooter stored = ArchiveFooter.of(offered.key(), ParquetObject.open(object));
      if (!stored.plan().equals(offered.plan())) {
        throw new WriteRefusedException(
            String.format(
                "%s belongs to plan %s, but was offered by plan %s: an archive folder has one plan",
                object.location(), stored.plan(), offered.plan()));
      }
      Verdict verdict = Verdict.of(stored.evidence(), offered.evidence(), offer);
      Optional<String> etag = verdict.writes() ? Optional.of(object.etag()) : Optional.empty();
      return new Decision(verdict, etag, stored.evidence(), object.getLength());
    }
  }

  /** Encodes into the staged file, reads its footer back, and returns its size. */
  private static long encode(TileTable table, ArchiveFooter footer, Staged staged)
      throws IOException {
    new ParquetEncoding(ArchiveSchema.of(table.dataset()), footer.toMap(), Set.of())
        .write(staged.path(), table.rows(), new TableRows(table));
    String location = staged.path().toString();
    ParquetObject written = ParquetObject.open(new LocalInputFile(staged.path()), location);
    if (!ArchiveFooter.of(footer.key(), written).equals(footer)) {
      throw new UnreadableObjectException(location, "its footer is not what was written");
    }
    return written.bytes();
  }
}
