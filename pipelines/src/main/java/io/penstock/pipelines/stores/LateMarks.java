package io.penstock.pipelines.stores;

import io.penstock.core.decode.RecordOrigin;
import io.penstock.io.hot.DirtyMarks;
import io.penstock.io.hot.DirtyReason;
import io.penstock.transforms.decode.LateReading;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Late readings, as marks on their asset-periods. */
public final class LateMarks {
  private LateMarks() {}

  /** The marks of late readings of messages that are in the raw archive. */
  public static List<DirtyMarks.Request> ofLanded(Collection<LateReading> readings) {
    return readings.stream().map(late -> mark(late, Optional.empty())).toList();
  }

  /** The marks of late readings of a stream's records: each waits until its record is landed. */
  public static List<DirtyMarks.Request> ofRecords(Collection<LateReading> readings) {
    return readings.stream()
        .map(late -> mark(late, Optional.of(RecordOrigin.parse(late.origin()))))
        .toList();
  }

  private static DirtyMarks.Request mark(LateReading late, Optional<RecordOrigin> record) {
    return new DirtyMarks.Request(
        late.asset(),
        late.periodStart(),
        DirtyReason.LATE,
        OptionalLong.of(late.ingestMicros()),
        record);
  }
}
