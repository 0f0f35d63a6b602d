package io.penstock.core.tile;

import io.penstock.core.time.Micros;
import java.util.Comparator;

/**
 * One asset in one archive period: what is sealed, marked dirty and computed again as a whole.
 *
 * @param asset the asset's path
 * @param startMicros start of the period, microseconds UTC
 */
public record AssetPeriod(String asset, long startMicros) implements Comparable<AssetPeriod> {
  private static final Comparator<AssetPeriod> ORDER =
      Comparator.comparingLong(AssetPeriod::startMicros).thenComparing(AssetPeriod::asset);

  /** The period that a moment falls into. */
  public static AssetPeriod at(String asset, long micros, long periodMicros) {
    return new AssetPeriod(asset, Math.floorDiv(micros, periodMicros) * periodMicros);
  }

  @Override
  public int compareTo(AssetPeriod other) {
    return ORDER.compare(this, other);
  }

  /** Asset and start, for people. */
  @Override
  public String toString() {
    return asset + " " + Micros.instant(startMicros);
  }
}
