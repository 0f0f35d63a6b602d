package io.penstock.io.files;

import io.penstock.core.decode.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream that starts at a line's start into messages of whole lines. The cuts depend on the
 * bytes and the limits alone, never on how many bytes a read happens to return.
 *
 * <p>A line is what ends in LF, or in the end of the file; CR stays where it is. A line over the
 * limit is passed over without being held, and becomes a fault. Where a stream breaks off, its last
 * line may be incomplete ({@code 12.3} of {@code 12.34}), so it is part of the fault.
 */
final class LineCutter {
  private static final byte LF = '\n';

  private final InputStream in;
  private final FileLimits limits;
  private final PartBuilder out;

  /** Bytes read and not yet delivered: {@code [0, filled)}. */
  private byte[] buffer;

  private int filled;

  /** Offset of the buffer's first byte in the unpacked file. */
  private long position;

  /** Why the stream ended before its end. */
  private @Nullable ContentException failure;

  LineCutter(InputStream in, long position, FileLimits limits, PartBuilder out) {
    this.in = in;
    this.position = position;
    this.limits = limits;
    this.out = out;
    this.buffer = new byte[limits.messageBytes()];
  }

  /** Delivers all lines; returns the offset after the last byte that could be read. */
  long cut() throws IOException {
    while (fill()) {
      int end = lastLineEnd();
      if (end > 0) {
        deliver(end);
      } else if (buffer.length <= limits.maxDocumentBytes()) {
        grow();
      } else {
        passOverLine();
      }
    }
    deliver(failure == null ? filled : lastLineEnd());
    if (failure != null) {
      PassedOver rest = new PassedOver(position);
      rest.add(buffer, filled);
      out.fault(rest, failure.reason(), failure.detail());
      return rest.end();
    }
    return position;
  }

  /** Fills the buffer; false when the stream ended first. */
  private boolean fill() throws IOException {
    while (failure == null && filled < buffer.length) {
      int n;
      try {
        n = in.read(buffer, filled, buffer.length - filled);
      } catch (ContentException e) {
        failure = e;
        return false;
      }
      if (n < 0) {
        return false;
      }
      filled += n;
    }
    return failure == null;
  }

  private void deliver(int end) throws IOException {
    if (end > 0) {
      out.message(position, Arrays.copyOf(buffer, end));
      drop(end);
    }
  }

  /** Takes bytes off the front, and gives a grown buffer back once the rest fits a small one. */
  private void drop(int count) {
    int rest = filled - count;
    if (buffer.length > limits.messageBytes() && rest <= limits.messageBytes()) {
      buffer = Arrays.copyOfRange(buffer, count, count + limits.messageBytes());
    } else {
      System.arraycopy(buffer, count, buffer, 0, rest);
    }
    filled = rest;
    position += count;
  }

  /** Up to one byte more than a line may have, so that a full buffer proves it too long. */
  private void grow() {
    long wanted = Math.min(2L * buffer.length, limits.maxDocumentBytes() + 1L);
    buffer = Arrays.copyOf(buffer, (int) wanted);
  }

  private void passOverLine() throws IOException {
    PassedOver line = new PassedOver(position);
    line.add(buffer, filled);
    drop(filled);
    boolean more = true;
    while (more) {
      more = fill();
      int end = firstLineEnd();
      int taken = end > 0 ? end : filled;
      line.add(buffer, taken);
      drop(taken);
      more &= end == 0;
    }
    out.fault(line, Reason.TOO_LARGE, "a line longer than " + limits.maxDocumentBytes() + " bytes");
  }

  /** The offset after the last LF in the buffer, 0 when there is none. */
  private int lastLineEnd() {
    int end = filled;
    while (end > 0 && buffer[end - 1] != LF) {
      end--;
    }
    return end;
  }

  /** The offset after the first LF in the buffer, 0 when there is none. */
  private int firstLineEnd() {
    for (int i = 0; i < filled; i++) {
      if (buffer[i] == LF) {
        return i + 1;
      }
    }
    return 0;
  }
}
