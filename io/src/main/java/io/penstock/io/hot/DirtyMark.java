package io.penstock.io.hot;

import io.penstock.core.decode.RecordOrigin;
import java.util.List;
import java.util.OptionalLong;

/**
 * A mark as it is stored.
 *
 * @param asset the asset
 * @param periodStart start of the archive period, microseconds UTC
 * @param reason code of a {@link DirtyReason}
 * @param highestIngestMicros latest ingest time among the readings that caused it, if known
 * @param records the newest records of a stream that caused it, one per partition
 * @param version new at every marking, never used twice
 */
public record DirtyMark(
    String asset,
    long periodStart,
    String reason,
    OptionalLong highestIngestMicros,
    List<RecordOrigin> records,
    long version) {
  /** Copies the records. */
  public DirtyMark {
    records = List.copyOf(records);
  }
}
