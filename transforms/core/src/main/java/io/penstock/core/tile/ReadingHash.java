package io.penstock.core.tile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The 128-bit hash of a reading, as evidence sums it.
 *
 * <p>The canonical bytes of a reading are 48: a 16-byte name of its series, event time, value (16
 * bytes) and quality, each integer little-endian. Numbers and booleans have their float64 bits as
 * value after eight zero bytes ("no value" is NaN), text the first 16 bytes of its SHA-256 ("no
 * value" is zero). They are hashed with MurmurHash3_x64_128, seed 0 (A. Appleby, 2011, public
 * domain algorithm), unrolled for this length.
 *
 * <p>One instance serves one thread: {@link #hash} leaves its result in {@link #high} and {@link
 * #low}, since millions are made a second.
 */
public final class ReadingHash {
  private static final long C1 = 0x87C37B91114253D5L;
  private static final long C2 = 0x4CF5AD432745937FL;
  private static final int LENGTH = 48;

  /** Upper half of the last hash. */
  public long high;

  /** Lower half of the last hash. */
  public long low;

  /** A 128-bit name of a text: the first 16 bytes of the SHA-256 of its UTF-8 bytes. */
  public static long[] name(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      ByteBuffer buffer = ByteBuffer.wrap(digest);
      return new long[] {buffer.getLong(), buffer.getLong()};
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The 128-bit name of a series. */
  public static long[] seriesName(String asset, String metric) {
    return name(asset + '\n' + metric);
  }

  /** Hashes the canonical bytes of one reading. */
  public void hash(
      long seriesHigh,
      long seriesLow,
      long eventMicros,
      long valueHigh,
      long valueLow,
      int quality) {
    long h1 = 0;
    long h2 = 0;

    h1 ^= Long.rotateLeft(seriesHigh * C1, 31) * C2;
    h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52DCE729;
    h2 ^= Long.rotateLeft(seriesLow * C2, 33) * C1;
    h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495AB5;

    h1 ^= Long.rotateLeft(eventMicros * C1, 31) * C2;
    h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52DCE729;
    h2 ^= Long.rotateLeft(valueHigh * C2, 33) * C1;
    h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495AB5;

    h1 ^= Long.rotateLeft(valueLow * C1, 31) * C2;
    h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52DCE729;
    h2 ^= Long.rotateLeft(Integer.toUnsignedLong(quality) * C2, 33) * C1;
    h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495AB5;

    h1 ^= LENGTH;
    h2 ^= LENGTH;
    h1 += h2;
    h2 += h1;
    h1 = finish(h1);
    h2 = finish(h2);
    h1 += h2;
    h2 += h1;
    high = h1;
    low = h2;
  }

  private static long finish(long k) {
    k ^= k >>> 33;
    k *= 0xFF51AFD7ED558CCDL;
    k ^= k >>> 33;
    k *= 0xC4CEB9FE1A85EC53L;
    return k ^ (k >>> 33);
  }
}
