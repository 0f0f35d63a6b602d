package io.penstock.core.tile;

import java.util.Arrays;

/**
 * The series table of the block at hand: which series it has, in the order in which they first
 * appear. One instance serves all blocks of a worker, one after the other, so that its index by
 * series number, four bytes per series of the catalogue, exists once.
 */
final class BlockEntries {
  /** By series number, its entry + 1; all 0 between blocks. */
  private int[] entryOf = {};

  private int[] table = {};
  private int[] entries = {};
  private int size;

  /**
   * Numbers the series of a block.
   *
   * @param series a series number per reading
   * @param readings how many of them count
   * @return per reading, the entry of its series; overwritten by the next block
   */
  int[] of(int[] series, int readings) {
    size = 0;
    if (entries.length < readings) {
      entries = new int[readings];
    }
    for (int i = 0; i < readings; i++) {
      int number = series[i];
      if (number >= entryOf.length) {
        entryOf = Arrays.copyOf(entryOf, Math.max(number + 1, entryOf.length * 2));
      }
      int entry = entryOf[number];
      if (entry == 0) {
        entry = added(number);
      }
      entries[i] = entry - 1;
    }
    for (int i = 0; i < size; i++) {
      entryOf[table[i]] = 0;
    }
    return entries;
  }

  private int added(int number) {
    if (size == table.length) {
      table = Arrays.copyOf(table, Math.max(16, size * 2));
    }
    table[size++] = number;
    entryOf[number] = size;
    return size;
  }

  /** Number of entries of the last block. */
  int size() {
    return size;
  }

  /** The series number of an entry of the last block. */
  int series(int entry) {
    return table[entry];
  }
}
