package io.penstock.pipelines.prune;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What pruning came to. A part is one dataset of one shard in one archive period.
 *
 * @param parts parts that were removed
 * @param tiles their asset-tiles
 * @param rows their rows; 0 when they were only told
 * @param kept per reason, how many parts were kept
 * @param keptExamples per reason, the first of those parts
 */
public record PruneReport(
    int parts,
    long tiles,
    long rows,
    SortedMap<String, Integer> kept,
    SortedMap<String, String> keptExamples) {
  /** Copies the maps. */
  public PruneReport {
    kept = new TreeMap<>(kept);
    keptExamples = new TreeMap<>(keptExamples);
  }
}
