package io.penstock.core.tile;

import java.io.Serializable;

/**
 * How much a result rests on: the plan's epoch, the number of distinct readings in its reading set,
 * and the sum modulo 2^128 of their 128-bit hashes.
 *
 * <p>The reading set of an asset-tile is the set of distinct (series, event time, value bits,
 * quality) over own and context readings, before conflicts are resolved. Because the sum commutes,
 * evidence does not depend on order, and the evidence of an archive object is the sum over its
 * asset-tiles.
 *
 * @param epoch the plan's epoch
 * @param count distinct readings
 * @param digestHigh upper 64 bits of the digest
 * @param digestLow lower 64 bits of the digest
 */
public record Evidence(int epoch, long count, long digestHigh, long digestLow)
    implements Serializable {

  /** Nothing, in an epoch: the neutral element of {@link #plus}. */
  public static Evidence none(int epoch) {
    return new Evidence(epoch, 0, 0, 0);
  }

  /** The evidence of both together; the epochs must be equal. */
  public Evidence plus(Evidence other) {
    if (epoch != other.epoch) {
      throw new IllegalArgumentException("epochs differ: " + epoch + " and " + other.epoch);
    }
    long low = digestLow + other.digestLow;
    long carry = Long.compareUnsigned(low, digestLow) < 0 ? 1 : 0;
    return new Evidence(epoch, count + other.count, digestHigh + other.digestHigh + carry, low);
  }

  /** Whether both rest on the same number of readings with the same digest. */
  public boolean sameSet(Evidence other) {
    return count == other.count && digestHigh == other.digestHigh && digestLow == other.digestLow;
  }

  /** The digest as 32 hexadecimal digits. */
  public String digestHex() {
    return String.format("%016x%016x", digestHigh, digestLow);
  }
}
