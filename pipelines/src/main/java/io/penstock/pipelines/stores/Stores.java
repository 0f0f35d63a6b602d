package io.penstock.pipelines.stores;

import io.penstock.core.plan.ArchivePlan;
import io.penstock.io.archive.ArchiveStore;
import io.penstock.io.hot.HotConnection;
import io.penstock.io.hot.HotStore;
import io.penstock.io.object.LocalObjectStore;
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
 * @param out the output folder
 * @param hot the hot tables
 * @param plan how the archive is cut
 */
public record Stores(String out, HotConnection hot, ArchivePlan plan) implements Serializable {
  private static final Duration LEFT_OVER = Duration.ofDays(1);

  /**
   * Removes what writers that were killed have left in raw archive and archive. A writer that is
   * alive is done with a temporary file within minutes.
   */
  public void sweep() throws IOException {
    LocalObjectStore.at(Path.of(out)).sweep(Instant.now().minus(LEFT_OVER));
  }

  /** The raw archive of files. */
  public RawStore openRaw() throws IOException {
    return RawStore.local(Path.of(out));
  }

  /** The raw archive of streams. */
  public RawSlots openSlots() throws IOException {
    return RawSlots.local(Path.of(out));
  }

  /** The archive. */
  public ArchiveStore openArchive() throws IOException {
    return ArchiveStore.local(Path.of(out, "archive"), plan);
  }

  /** The hot tables. */
  public HotStore openHot() {
    return HotStore.open(hot);
  }
}
