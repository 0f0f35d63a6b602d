package io.penstock.core.tile;

import io.penstock.core.dedup.Deduplication;

/** Counts, per source, how the readings of a span fared. */
public final class SpanFates implements Deduplication.Fates {
  private final long[] admitted;
  private final long[] duplicates;
  private final long[] conflictsLost;

  /** Counts for a number of sources. */
  SpanFates(int sources) {
    admitted = new long[sources];
    duplicates = new long[sources];
    conflictsLost = new long[sources];
  }

  @Override
  public void admitted(int source) {
    admitted[source]++;
  }

  @Override
  public void duplicate(int source) {
    duplicates[source]++;
  }

  @Override
  public void conflictLost(int source) {
    conflictsLost[source]++;
  }

  /** Distinct readings credited to a source. */
  public long admittedOf(int source) {
    return admitted[source];
  }

  /** Copies that a source delivered. */
  public long duplicatesOf(int source) {
    return duplicates[source];
  }

  /** Readings of a source that lost against another of the same series and time. */
  public long conflictsLostOf(int source) {
    return conflictsLost[source];
  }
}
