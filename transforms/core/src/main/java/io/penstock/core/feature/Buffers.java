package io.penstock.core.feature;

/** Sizes of scratch buffers. */
final class Buffers {
  private static final int SMALLEST = 16;

  private Buffers() {}

  /** A length of at least {@code needed}, in powers of two so that buffers settle soon. */
  static int grown(int needed) {
    if (needed > 1 << 30) {
      return needed;
    }
    return Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, needed - 1)) << 1);
  }
}
