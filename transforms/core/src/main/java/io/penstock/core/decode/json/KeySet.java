package io.penstock.core.decode.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tells for certain that a key is new to an object, and at times fails to: it compares 64-bit
 * hashes, so a duplicate is never missed, and "perhaps not new" sends the line to the strict
 * parser.
 */
final class KeySet {
  /** Bounds the work that keys with colliding hashes can cause. */
  private static final int MOST_KEYS = 1 << 12;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private long[] hashes = new long[64];
  private int[] rounds = new int[64];
  private int round = 1;
  private int size;

  /** Forgets all keys, by starting a new round. */
  void clear() {
    round++;
    size = 0;
  }

  /** Adds a key; whether it is certainly new. */
  boolean add(byte[] bytes, int from, int to) {
    if (size * 2 >= hashes.length && !grow()) {
      return false;
    }
    return insert(hash(bytes, from, to));
  }

  /** Folds in eight bytes at a time; the length tells apart keys that differ in zero bytes. */
  private static long hash(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      hash = mixed(hash ^ (long) EIGHT_BYTES.get(bytes, i));
    }
    long rest = 0;
    for (; i < to; i++) {
      rest = rest << 8 | (bytes[i] & 0xFF);
    }
    return mixed(hash ^ rest);
  }

  private static long mixed(long hash) {
    long product = hash * 0x9E37_79B9_7F4A_7C15L;
    return product ^ (product >>> 32);
  }

  private boolean insert(long hash) {
    int mask = hashes.length - 1;
    int slot = (int) hash & mask;
    while (rounds[slot] == round) {
      if (hashes[slot] == hash) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    hashes[slot] = hash;
    rounds[slot] = round;
    size++;
    return true;
  }

  private boolean grow() {
    if (size >= MOST_KEYS) {
      return false;
    }
    long[] oldHashes = hashes;
    int[] oldRounds = rounds;
    hashes = new long[oldHashes.length * 2];
    rounds = new int[hashes.length];
    size = 0;
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldRounds[i] == round) {
        insert(oldHashes[i]);
      }
    }
    return true;
  }
}
