package io.penstock.io.raw;

import io.penstock.core.decode.Oversize;
import io.penstock.core.decode.RawMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records of one slot on their way to the raw archive, as the bytes that travel.
 *
 * <p>Layout, version 2, big-endian: version (byte); number of periods (int), each (long); number of
 * messages (int), each: source, origin, position (long), key, header, payload, ingest time (long),
 * size of the message if the payload is only its head (long, else -1) and its SHA-256 (else empty),
 * where texts are UTF-8 and everything of variable length has its length (int) in front. Version 1,
 * which savepoints of older releases hold, has neither size nor SHA-256.
 *
 * @param messages the records
 * @param periods starts of the archive periods that their readings fall into, microseconds UTC
 */
@SuppressWarnings("ArrayRecordComponent") // moved, not compared
public record RawBlock(List<RawMessage> messages, long[] periods) {
  private static final int VERSION = 2;
  private static final int WITHOUT_OVERSIZE = 1;
  private static final long NOT_OVERSIZE = -1;
  private static final byte[] NO_BYTES = {};

  /** Copies the list. */
  public RawBlock {
    messages = List.copyOf(messages);
  }

  /** The bytes. */
  public byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(periods.length);
      for (long period : periods) {
        out.writeLong(period);
      }
      out.writeInt(messages.size());
      for (RawMessage message : messages) {
        write(message, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /** Reads the bytes. */
  public static RawBlock decode(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int version = in.readByte();
    if (version < WITHOUT_OVERSIZE || version > VERSION) {
      throw new IOException(
          "a raw block has version " + version + ", this release reads up to " + VERSION);
    }
    long[] periods = new long[in.readInt()];
    for (int i = 0; i < periods.length; i++) {
      periods[i] = in.readLong();
    }
    int size = in.readInt();
    List<RawMessage> messages = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      messages.add(
          new RawMessage(
              text(in),
              text(in),
              in.readLong(),
              text(in),
              bytes(in),
              bytes(in),
              in.readLong(),
              version == WITHOUT_OVERSIZE ? Optional.empty() : oversize(in)));
    }
    return new RawBlock(messages, periods);
  }

  private static void write(RawMessage message, DataOutputStream out) throws IOException {
    write(message.source().getBytes(StandardCharsets.UTF_8), out);
    write(message.origin().getBytes(StandardCharsets.UTF_8), out);
    out.writeLong(message.position());
    write(message.key().getBytes(StandardCharsets.UTF_8), out);
    write(message.header(), out);
    write(message.payload(), out);
    out.writeLong(message.ingestMicros());
    out.writeLong(message.oversize().map(Oversize::bytes).orElse(NOT_OVERSIZE));
    write(message.oversize().map(Oversize::sha256).orElse(NO_BYTES), out);
  }

  private static Optional<Oversize> oversize(DataInputStream in) throws IOException {
    long size = in.readLong();
    byte[] sha256 = bytes(in);
    return size == NOT_OVERSIZE ? Optional.empty() : Optional.of(new Oversize(size, sha256));
  }

  private static void write(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
