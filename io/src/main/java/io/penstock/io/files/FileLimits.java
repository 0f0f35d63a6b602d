package io.penstock.io.files;

import java.io.Serializable;

/**
 * How files are cut, and what is too much. {@code chunkBytes} and {@code messageBytes} decide where
 * the cuts are, so they are the same for as long as a raw archive lives.
 *
 * @param chunkBytes length of a range of a plain file, and most payload of a part of a stream
 * @param messageBytes length of the runs of lines that become one raw message; a longer line is a
 *     message of its own
 * @param maxDocumentBytes longest line or document; what is longer is a fault {@code too_large}
 * @param maxUnpackedBytes most bytes one compressed file may unpack to
 * @param maxRatio most unpacked bytes per packed byte, once a file unpacks to more than {@code
 *     freeUnpackedBytes}
 * @param freeUnpackedBytes unpacked size up to which the ratio does not matter: a few kilobytes of
 *     constant readings pack a thousandfold and harm nobody
 */
public record FileLimits(
    int chunkBytes,
    int messageBytes,
    int maxDocumentBytes,
    long maxUnpackedBytes,
    int maxRatio,
    long freeUnpackedBytes)
    implements Serializable {

  private static final int MIB = 1 << 20;

  /** 16 MiB ranges, 1 MiB messages, 64 MiB documents, 64 GiB unpacked, 100 times beyond 16 MiB. */
  public static final FileLimits DEFAULT =
      new FileLimits(16 * MIB, MIB, 64 * MIB, 65_536L * MIB, 100, 16L * MIB);

  /** Largest document limit: one array has to hold it. */
  private static final int MAX_DOCUMENT = 1 << 30;

  /** Checks the bounds. */
  public FileLimits {
    check("maxDocumentBytes", maxDocumentBytes, 1, MAX_DOCUMENT);
    check("messageBytes", messageBytes, 1, maxDocumentBytes);
    check("chunkBytes", chunkBytes, 1, Integer.MAX_VALUE);
    check("maxUnpackedBytes", maxUnpackedBytes, 1, Long.MAX_VALUE);
    check("maxRatio", maxRatio, 1, Integer.MAX_VALUE);
    check("freeUnpackedBytes", freeUnpackedBytes, 0, Long.MAX_VALUE);
  }

  /** These limits with other sizes of ranges and messages. */
  public FileLimits withCuts(int newChunkBytes, int newMessageBytes) {
    return new FileLimits(
        newChunkBytes,
        newMessageBytes,
        maxDocumentBytes,
        maxUnpackedBytes,
        maxRatio,
        freeUnpackedBytes);
  }

  /** These limits with another longest line or document. */
  public FileLimits withMaxDocumentBytes(int bytes) {
    return new FileLimits(
        chunkBytes,
        Math.min(messageBytes, bytes),
        bytes,
        maxUnpackedBytes,
        maxRatio,
        freeUnpackedBytes);
  }

  /** These limits with other bounds on unpacking. */
  public FileLimits withUnpacking(long newMaxBytes, int newMaxRatio, long newFreeBytes) {
    return new FileLimits(
        chunkBytes, messageBytes, maxDocumentBytes, newMaxBytes, newMaxRatio, newFreeBytes);
  }

  /** Most bytes that a compressed file of a size may unpack to. */
  public long maxUnpackedBytes(long packedBytes) {
    long byRatio =
        packedBytes > Long.MAX_VALUE / maxRatio ? Long.MAX_VALUE : packedBytes * maxRatio;
    return Math.min(maxUnpackedBytes, Math.max(byRatio, freeUnpackedBytes));
  }

  private static void check(String name, long value, long low, long high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          name + " must be between " + low + " and " + high + ", but was: " + value);
    }
  }
}
