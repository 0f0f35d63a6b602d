package io.penstock.pipelines.audit;

import io.penstock.core.decode.DecodeCounts;
import io.penstock.core.decode.Lateness;
import io.penstock.core.decode.Quarantined;
import io.penstock.core.decode.RawMessage;
import io.penstock.core.plan.Plan;
import io.penstock.core.tile.AssetPeriod;
import io.penstock.core.tile.Grouping;
import io.penstock.io.quarantine.QuarantineKey;
import io.penstock.transforms.decode.BlockDecoding;
import io.penstock.transforms.decode.LateReading;
import java.util.SortedSet;
import java.util.TreeSet;

/** What becomes of the readings of raw messages before they reach a tile, through a gate. */
final class RawFates {
  private final BlockDecoding decoding;
  private final SortedSet<QuarantineKey> quarantined = new TreeSet<>();
  private final SortedSet<AssetPeriod> late = new TreeSet<>();

  RawFates(Plan plan, Lateness gate) {
    decoding =
        new BlockDecoding(
            plan, Grouping.ofArchive(plan), gate, (lane, start) -> false, (key, block) -> {});
  }

  void decode(RawMessage message) {
    decoding.decode(message);
    for (Quarantined fault : decoding.takeQuarantined()) {
      quarantined.add(
          new QuarantineKey(
              fault.source(),
              fault.origin(),
              fault.position(),
              fault.ordinal(),
              fault.reason().code()));
    }
    for (LateReading reading : decoding.takeLate()) {
      late.add(new AssetPeriod(reading.asset(), reading.periodStart()));
    }
  }

  long received() {
    return decoding.counts().values().stream().mapToLong(counts -> counts.received).sum();
  }

  long lateReadings() {
    return decoding.counts().values().stream().mapToLong(counts -> counts.late).sum();
  }

  long quarantinedReadings() {
    return decoding.counts().values().stream().mapToLong(DecodeCounts::quarantinedTotal).sum();
  }

  /** What must be in quarantine. */
  SortedSet<QuarantineKey> quarantined() {
    return quarantined;
  }

  /** The asset-periods of late readings, which must be marked dirty. */
  SortedSet<AssetPeriod> late() {
    return late;
  }
}
