package io.penstock.io.files;

import io.penstock.core.decode.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Takes the header lines, or a whole document, off the start of a file. */
final class HeadReader {
  private static final int LF = '\n';
  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream content;
  private final int maxBytes;
  private final PassedOver passed = new PassedOver(0);
  private Optional<ContentException> failure = Optional.empty();

  HeadReader(InputStream content, int maxBytes) {
    this.content = content;
    this.maxBytes = maxBytes;
  }

  /** Takes a number of lines, or all there are; empty when {@link #report} has a fault. */
  Optional<byte[]> lines(int count) throws IOException {
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    try {
      int left = count;
      while (left > 0 && taken.size() <= maxBytes) {
        int b = content.read();
        if (b < 0) {
          break;
        }
        taken.write(b);
        left -= b == LF ? 1 : 0;
      }
    } catch (ContentException e) {
      failure = Optional.of(e);
    }
    return checked(taken);
  }

  /** Takes everything; empty when {@link #report} has a fault. */
  Optional<byte[]> all() throws IOException {
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    byte[] bytes = new byte[BUFFER_BYTES];
    try {
      while (taken.size() <= maxBytes) {
        int n = content.read(bytes, 0, bytes.length);
        if (n < 0) {
          break;
        }
        taken.write(bytes, 0, n);
      }
    } catch (ContentException e) {
      failure = Optional.of(e);
    }
    return checked(taken);
  }

  private Optional<byte[]> checked(ByteArrayOutputStream taken) {
    if (failure.isEmpty() && taken.size() <= maxBytes) {
      return Optional.of(taken.toByteArray());
    }
    passed.add(taken.toByteArray(), taken.size());
    return Optional.empty();
  }

  /**
   * Reports the file as a whole as a fault, after passing over what is left of it.
   *
   * @param what what was too large, when that is the fault
   * @return the offset after the last byte that could be read
   */
  long report(PartBuilder out, String what) throws IOException {
    if (failure.isPresent()) {
      out.fault(passed, failure.get().reason(), failure.get().detail());
      return passed.end();
    }
    passRest();
    out.fault(passed, Reason.TOO_LARGE, what + " longer than " + maxBytes + " bytes");
    failure.ifPresent(e -> out.fault(new PassedOver(passed.end()), e.reason(), e.detail()));
    return passed.end();
  }

  private void passRest() throws IOException {
    try {
      passed.addRest(content);
    } catch (ContentException e) {
      failure = Optional.of(e);
    }
  }
}
