package io.penstock.io.files;

import io.penstock.core.decode.Reason;
import io.penstock.io.object.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/** Bytes that become no message: their head, length and digest, without holding them. */
final class PassedOver {
  private final long position;
  private final MessageDigest digest = Sha256.newDigest();
  private byte[] head = {};
  private long length;

  /** Starts at an offset of the unpacked file. */
  PassedOver(long position) {
    this.position = position;
  }

  /** Takes bytes from the start of an array. */
  void add(byte[] bytes, int count) {
    int room = Math.min(InputFault.HEAD_BYTES - head.length, count);
    if (room > 0) {
      int old = head.length;
      head = Arrays.copyOf(head, old + room);
      System.arraycopy(bytes, 0, head, old, room);
    }
    digest.update(bytes, 0, count);
    length += count;
  }

  /** Takes all that is left of a stream. */
  void addRest(InputStream in) throws IOException {
    byte[] bytes = new byte[1 << 16];
    for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
      add(bytes, n);
    }
  }

  /** The offset after the last byte taken. */
  long end() {
    return position + length;
  }

  /** What was taken, as a fault of a file; call once. */
  InputFault fault(SourceFile file, Reason reason, String detail) {
    return new InputFault(
        file.source(),
        file.sha256(),
        position,
        reason,
        detail,
        head,
        length,
        Sha256.finish(digest));
  }
}
