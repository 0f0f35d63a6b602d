package io.penstock.pipelines.bounded;

import io.penstock.core.tile.Hash128;
import io.penstock.core.tile.LaneSpan;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Which shards of which archive periods an audit computes again: those with the lowest hashes, so
 * that the same seed takes the same ones, and a larger share takes those of a smaller one too.
 */
final class AuditSample {
  private AuditSample() {}

  /**
   * Takes a share, rounded up.
   *
   * @param percent more than 0 and at most 100
   */
  static List<LaneSpan> of(Collection<LaneSpan> all, double percent, long seed) {
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException(
          "--audit must be more than 0 and at most 100 percent, but was: " + percent);
    }
    return all.stream()
        .sorted(
            Comparator.comparingLong((LaneSpan key) -> hash(key, seed))
                .thenComparingLong(LaneSpan::startMicros)
                .thenComparingInt(LaneSpan::lane))
        .limit((long) Math.ceil(all.size() * percent / 100))
        .toList();
  }

  private static long hash(LaneSpan key, long seed) {
    long[] hash = new long[2];
    Hash128.hash(new long[] {key.lane(), key.startMicros()}, 0, 2, seed, hash);
    return hash[0];
  }
}
