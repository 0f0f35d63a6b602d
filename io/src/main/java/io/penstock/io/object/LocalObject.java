package io.penstock.io.object;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.SeekableInputStream;

/** An open file: after a rename over its name it still reads the old one. */
final class LocalObject implements StoredObject {
  private final Path path;
  private final FileChannel channel;
  private final long length;

  /**
   * Opens a file.
   *
   * @throws java.nio.file.NoSuchFileException when there is none
   */
  LocalObject(Path path) throws IOException {
    this.path = path;
    this.channel = FileChannel.open(path, StandardOpenOption.READ);
    this.length = channel.size();
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
      public void seek(long position) {
        in.position = position;
      }
    };
  }

  @Override
  public String etag() throws IOException {
    return Sha256.of(new Positioned());
  }

  @Override
  public String location() {
    return path.toString();
  }

  @Override
  public String toString() {
    return location();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** A reader of the channel with a place of its own. */
  private final class Positioned extends InputStream {
    private long position;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      int n = channel.read(ByteBuffer.wrap(bytes, offset, count), position);
      position += Math.max(n, 0);
      return n;
    }
  }
}
