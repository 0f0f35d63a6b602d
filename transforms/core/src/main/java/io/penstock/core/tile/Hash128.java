package io.penstock.core.tile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The 128-bit hash of everything that is compared by digest: readings, rows and objects.
 *
 * <p>MurmurHash3_x64_128 (Austin Appleby, 2011, public domain; {@code MurmurHash3.cpp} of
 * SMHasher), with the seed widened to 64 bits: a seed below 2^32 gives the reference's result. Not
 * a defence against an adversary; SHA-256 is used where bytes are identified by their hash.
 */
public final class Hash128 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long C1 = 0x87c3_7b91_1142_53d5L;
  private static final long C2 = 0x4cf5_ad43_2745_937fL;

  private Hash128() {}

  /**
   * Hashes bytes.
   *
   * @param data holds the bytes
   * @param from first byte
   * @param to after the last byte
   * @param seed separates families of hashes
   * @param out receives the hash in its first two elements, upper half first
   */
  public static void hash(byte[] data, int from, int to, long seed, long[] out) {
    long h1 = seed;
    long h2 = seed;
    int at = from;
    for (; to - at >= 16; at += 16) {
      h1 = mixFirst(h1, h2, (long) LONGS.get(data, at));
      h2 = mixSecond(h2, h1, (long) LONGS.get(data, at + 8));
    }
    int tail = to - at;
    long k1 = tailLong(data, at, Math.min(tail, 8));
    long k2 = tail > 8 ? tailLong(data, at + 8, tail - 8) : 0;
    finish(h1 ^ scrambleFirst(k1), h2 ^ scrambleSecond(k2), to - (long) from, out);
  }

  /**
   * Hashes words: the same as hashing the bytes of the words, each lowest byte first. For readings,
   * whose fields are numbers already.
   *
   * @param words holds the words
   * @param from first word
   * @param to after the last word
   * @param seed separates families of hashes
   * @param out receives the hash in its first two elements, upper half first
   */
  public static void hash(long[] words, int from, int to, long seed, long[] out) {
    long h1 = seed;
    long h2 = seed;
    int at = from;
    for (; to - at >= 2; at += 2) {
      h1 = mixFirst(h1, h2, words[at]);
      h2 = mixSecond(h2, h1, words[at + 1]);
    }
    long k1 = at < to ? words[at] : 0;
    finish(h1 ^ scrambleFirst(k1), h2, 8L * (to - from), out);
  }

  private static long mixFirst(long h1, long h2, long k1) {
    return (Long.rotateLeft(h1 ^ scrambleFirst(k1), 27) + h2) * 5 + 0x52dc_e729L;
  }

  private static long mixSecond(long h2, long h1, long k2) {
    return (Long.rotateLeft(h2 ^ scrambleSecond(k2), 31) + h1) * 5 + 0x3849_5ab5L;
  }

  private static long scrambleFirst(long k1) {
    return Long.rotateLeft(k1 * C1, 31) * C2;
  }

  private static long scrambleSecond(long k2) {
    return Long.rotateLeft(k2 * C2, 33) * C1;
  }

  private static long tailLong(byte[] data, int at, int length) {
    long word = 0;
    for (int i = length - 1; i >= 0; i--) {
      word = word << 8 | (data[at + i] & 0xffL);
    }
    return word;
  }

  private static void finish(long first, long second, long length, long[] out) {
    long h1 = first ^ length;
    long h2 = second ^ length;
    h1 += h2;
    h2 += h1;
    h1 = avalanche(h1);
    h2 = avalanche(h2);
    h1 += h2;
    h2 += h1;
    out[0] = h1;
    out[1] = h2;
  }

  private static long avalanche(long value) {
    long k = value;
    k ^= k >>> 33;
    k *= 0xff51_afd7_ed55_8ccdL;
    k ^= k >>> 33;
    k *= 0xc4ce_b9fe_1a85_ec53L;
    k ^= k >>> 33;
    return k;
  }
}
