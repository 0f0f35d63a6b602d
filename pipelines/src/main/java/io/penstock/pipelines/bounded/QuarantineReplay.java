package io.penstock.pipelines.bounded;

import io.penstock.core.plan.Plan;
import io.penstock.io.object.ObjectRoot;
import io.penstock.io.quarantine.QuarantineKey;
import io.penstock.io.quarantine.QuarantineStore;
import io.penstock.io.raw.EventSpans;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * What became readable of the quarantine, now that plan or catalogue are mended.
 *
 * @param open number of entries that were open
 * @param readable those that decode without fault now; of a message that failed as a whole, those
 *     of which some readings decode
 * @param superseded those that fail in another way now
 * @param waiting number of those that the stream has to seal the periods of first
 * @param failures number of entries opened for what fails in another way now
 * @param spans the archive periods of the readings that can be read
 */
public record QuarantineReplay(
    long open,
    List<QuarantineKey> readable,
    List<QuarantineKey> superseded,
    long waiting,
    long failures,
    EventSpans spans) {
  /** Copies the lists. */
  public QuarantineReplay {
    readable = List.copyOf(readable);
    superseded = List.copyOf(superseded);
  }

  /**
   * Decodes every open entry with a plan, opens entries for what fails in another way than before,
   * and lets the raw archive know which periods the readings that are accepted now fall into, so
   * that computing those periods finds them.
   *
   * <p>Of a message over 64 KiB the quarantine has the head alone, so it is read from the raw
   * archive. What never became a raw message, such as a line over the size limit, stays as it is.
   * Records of streams are always read from the raw archive, with their ingest times, and decoded
   * as for a reconcile: what is late counts. One whose periods the stream may still add to waits,
   * since the stream, which does not know it, could replace it by having more of the others.
   * Memory: one page of entries, one raw object, and the keys.
   */
  public static QuarantineReplay of(Plan plan, ObjectRoot out, QuarantineStore store)
      throws IOException, SQLException, InterruptedException {
    return new ReplayScan(plan, out, store).scan();
  }

  /** The same for a raw archive in a local folder. */
  public static QuarantineReplay of(Plan plan, Path out, QuarantineStore store)
      throws IOException, SQLException, InterruptedException {
    return of(plan, ObjectRoot.folder(out), store);
  }

  /**
   * Closes the entries that do not fail any more as they did. To be called once the periods are
   * computed.
   */
  public void settle(QuarantineStore store) throws SQLException, InterruptedException {
    store.markReplayed(readable);
    store.markReplayed(superseded);
  }
}
