package io.penstock.io.files;

import io.penstock.core.decode.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The content of a gzip file, up to a limit. All that can be unpacked is delivered; then faults of
 * the data are {@link ContentException}, while a disk that fails stays what it is.
 */
final class GzipContent extends InputStream {
  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream packed;
  private final long limit;
  private @Nullable GZIPInputStream unpacked;
  private long delivered;

  GzipContent(InputStream packed, long limit) {
    this.packed = packed;
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      GZIPInputStream in = unpacked;
      if (in == null) {
        // Here and not in the constructor: it reads the header, which may be damaged.
        in = new GZIPInputStream(packed, BUFFER_BYTES);
        unpacked = in;
      }
      if (delivered == limit) {
        if (in.read() < 0) {
          return -1;
        }
        throw new ContentException(
            Reason.COMPRESSION_BOMB, "unpacks to more than " + limit + " bytes");
      }
      int n = in.read(bytes, offset, (int) Math.min(length, limit - delivered));
      delivered += Math.max(n, 0);
      return n;
    } catch (EOFException e) {
      throw new ContentException(Reason.BAD_COMPRESSION, "the gzip file is cut off");
    } catch (ZipException e) {
      throw new ContentException(Reason.BAD_COMPRESSION, "the gzip file is damaged");
    }
  }

  @Override
  public void close() throws IOException {
    packed.close();
  }
}
