package io.penstock.core.tile;

import java.io.Serializable;

/**
 * What a set of rows says, whatever their order and wherever they are stored: their number, and the
 * sum modulo 2^128 of their hashes. Two stores hold the same rows when their digests are equal.
 *
 * @param rows number of rows
 * @param high upper 64 bits of the sum
 * @param low lower 64 bits of the sum
 */
public record TableDigest(long rows, long high, long low) implements Serializable {
  /** No rows: the neutral element of {@link #plus}. */
  public static final TableDigest EMPTY = new TableDigest(0, 0, 0);

  /** The digest of both sets of rows together. */
  public TableDigest plus(TableDigest other) {
    long sumLow = low + other.low;
    long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
    return new TableDigest(rows + other.rows, high + other.high + carry, sumLow);
  }

  /** The sum as 32 hexadecimal digits. */
  public String hex() {
    return String.format("%016x%016x", high, low);
  }
}
