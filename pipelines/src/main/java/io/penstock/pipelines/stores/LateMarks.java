package io.penstock.pipelines.stores;

import io.penstock.io.hot.DirtyMarks;
import io.penstock.io.hot.DirtyReason;
import io.penstock.transforms.decode.LateReading;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/** Late readings, as marks on their asset-periods. */
public final class LateMarks {
  private LateMarks() {}

  /** The marks of some late readings. */
  public static List<DirtyMarks.Request> of(Collection<LateReading> readings) {
    return readings.stream()
        .map(
            late ->
                new DirtyMarks.Request(
                    late.asset(),
                    late.periodStart(),
                    DirtyReason.LATE,
                    OptionalLong.of(late.ingestMicros())))
        .toList();
  }
}
