package io.penstock.pipelines.stores;

import io.penstock.core.plan.ArchivePlan;
import io.penstock.core.plan.Plan;
import io.penstock.io.archive.ArchiveStore;
import io.penstock.io.hot.HotConnection;
import io.penstock.io.hot.HotStore;
import io.penstock.io.object.ObjectRoot;
import io.penstock.io.object.S3Settings;
import io.penstock.io.raw.RawSlots;
import io.penstock.io.raw.RawStore;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Where the stores of a run are; small and serializable, so that every worker can open them.
 *
 * @param out where raw archive and archive are
 * @param hot the hot tables
 * @param plan how the archive is cut
 */
public record Stores(ObjectRoot out, HotConnection hot, ArchivePlan plan) implements Serializable {
  /** Name of the archive below a plan's folder. */
  private static final String ARCHIVE = "archive";

  private static final Duration LEFT_OVER = Duration.ofDays(1);

  /** Where options say that a plan's stores are. */
  public static Stores of(StoreOptions options, Plan plan, HotConnection hot) throws IOException {
    S3Settings s3 =
        options.getS3().isEmpty() ? S3Settings.AWS : S3Settings.read(Path.of(options.getS3()));
    String location =
        ObjectRoot.isRemote(options.getOut())
            ? options.getOut()
            : Path.of(options.getOut()).toAbsolutePath().toString();
    return new Stores(new ObjectRoot(location, s3).child(plan.name()), hot, plan.archive());
  }

  /**
   * Removes what writers that were killed have left in raw archive and archive. A writer that is
   * alive is done with a temporary file within minutes.
   */
  public void sweep() throws IOException {
    out.open().sweep(Instant.now().minus(LEFT_OVER));
  }

  /** Tries, once at the start, whether the store keeps its promises. */
  public void check() throws IOException {
    out.open().check();
  }

  /** Where the archive is. */
  public ObjectRoot archive() {
    return out.child(ARCHIVE);
  }

  /** The raw archive of files. */
  public RawStore openRaw() throws IOException {
    return new RawStore(out.open());
  }

  /** The raw archive of streams. */
  public RawSlots openSlots() throws IOException {
    return new RawSlots(out.open());
  }

  /** The archive. */
  public ArchiveStore openArchive() throws IOException {
    return new ArchiveStore(archive().open(), plan);
  }

  /** The hot tables. */
  public HotStore openHot() {
    return HotStore.open(hot);
  }
}
