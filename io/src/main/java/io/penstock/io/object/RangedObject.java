package io.penstock.io.object;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.SeekableInputStream;

/**
 * One version of an object in S3, read by ranges that are pinned to its tag. Its last bytes came
 * with the answer that opened it, so a footer costs no further request.
 *
 * <p>Memory: the tail, and per stream one read-ahead buffer; what is asked for in larger pieces
 * goes where the caller wants it.
 */
final class RangedObject implements StoredObject {
  private static final int FIRST_AHEAD = 1 << 12;
  private static final int MAX_AHEAD = 1 << 18;

  private final Ranges ranges;
  private final String location;
  private final String etag;
  private final long length;
  private final byte[] tail;

  /** Reads bytes of the version that a tag names. */
  interface Ranges {
    /** Reads {@code count} bytes from a position, all of them. */
    byte[] read(long position, int count) throws IOException;
  }

  RangedObject(Ranges ranges, String location, String etag, long length, byte[] tail) {
    this.ranges = ranges;
    this.location = location;
    this.etag = etag;
    this.length = length;
    this.tail = tail;
  }

  @Override
  public long getLength() {
    return length;
  }

  @Override
  public SeekableInputStream newStream() {
    Positioned in = new Positioned();
    return new DelegatingSeekableInputStream(in) {
      @Override
      public long getPos() {
        return in.position;
      }

      @Override
      public void seek(long position) throws IOException {
        if (position < 0 || position > length) {
          throw new EOFException(location + ": no position " + position + " in " + length);
        }
        in.position = position;
      }
    };
  }

  @Override
  public String etag() {
    return etag;
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public String toString() {
    return location;
  }

  @Override
  public void close() {
    // Ranges are requests of their own, and none is open between them.
  }

  /** A reader with a place and a read-ahead of its own, which grows while it reads on. */
  private final class Positioned extends InputStream {
    private long position;
    private byte[] ahead = tail;
    private long aheadFrom = length - tail.length;
    private int next = FIRST_AHEAD;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      Objects.checkFromIndexSize(offset, count, bytes.length);
      if (position >= length) {
        return count == 0 ? 0 : -1;
      }
      int wanted = (int) Math.min(count, length - position);
      if (isIn(aheadFrom, ahead) || fill(wanted)) {
        return take(ahead, aheadFrom, bytes, offset, wanted);
      }
      byte[] direct = ranges.read(position, wanted);
      return take(direct, position, bytes, offset, wanted);
    }

    private boolean isIn(long from, byte[] buffer) {
      return position >= from && position < from + buffer.length;
    }

    /** Reads ahead for a small piece; false for a large one, which needs no buffer. */
    private boolean fill(int wanted) throws IOException {
      long tailFrom = length - tail.length;
      if (isIn(tailFrom, tail)) {
        ahead = tail;
        aheadFrom = tailFrom;
        return true;
      }
      next = position == aheadFrom + ahead.length ? Math.min(next * 4, MAX_AHEAD) : FIRST_AHEAD;
      if (wanted >= next) {
        return false;
      }
      ahead = ranges.read(position, (int) Math.min(next, length - position));
      aheadFrom = position;
      return true;
    }

    private int take(byte[] from, long fromPosition, byte[] bytes, int offset, int wanted) {
      int at = (int) (position - fromPosition);
      int n = Math.min(wanted, from.length - at);
      System.arraycopy(from, at, bytes, offset, n);
      position += n;
      return n;
    }
  }
}
