package io.penstock.core.tile;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sums the hashes of a dataset's rows per asset and archive period, so that stores which differ can
 * say where. Not safe for threads; memory is one sum per asset-period.
 */
public final class PeriodDigests {
  private final Dataset dataset;
  private final long periodMicros;
  private final SortedMap<AssetPeriod, RowDigest> sums = new TreeMap<>();

  /** Sums over no rows yet. */
  public PeriodDigests(Dataset dataset, long periodMicros) {
    this.dataset = dataset;
    this.periodMicros = periodMicros;
  }

  /**
   * The sum that a row belongs to. A window belongs to the period with {@code start < end <= period
   * end}, a grid time to the one it lies in.
   *
   * @param startMicros grid time or window start
   * @param endMicros window end; ignored for measurements
   */
  public RowDigest of(String asset, long startMicros, long endMicros) {
    long at = dataset.kind() == Dataset.Kind.FEATURES ? endMicros - 1 : startMicros;
    return sums.computeIfAbsent(
        AssetPeriod.at(asset, at, periodMicros), period -> new RowDigest(dataset));
  }

  /** The digests so far. */
  public SortedMap<AssetPeriod, TableDigest> digests() {
    SortedMap<AssetPeriod, TableDigest> digests = new TreeMap<>();
    sums.forEach((period, sum) -> digests.put(period, sum.digest()));
    return digests;
  }
}
