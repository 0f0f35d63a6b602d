package io.penstock.core.tile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads what {@link ByteSink} wrote. */
final class ByteScan {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private int at;

  ByteScan(byte[] bytes) {
    this.bytes = bytes;
  }

  int readByte() {
    return bytes[at++];
  }

  long readLong() {
    long value = (long) LONG.get(bytes, at);
    at += 8;
    return value;
  }

  /** Reads {@code count} values of eight bytes each to the start of an array. */
  void readLongs(long[] values, int count) {
    int length = Math.multiplyExact(count, Long.BYTES);
    ByteBuffer.wrap(bytes, at, length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asLongBuffer()
        .get(values, 0, count);
    at += length;
  }

  long readVarint() {
    byte first = bytes[at++];
    if (first >= 0) {
      return first;
    }
    long value = first & 0x7F;
    int shift = 7;
    while (true) {
      byte next = bytes[at++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
      shift += 7;
    }
  }

  long readSigned() {
    long value = readVarint();
    return (value >>> 1) ^ -(value & 1);
  }

  int readInt() {
    return (int) readVarint();
  }

  String readString() {
    int length = readInt();
    String value = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return value;
  }

  /** Fails on bytes of another version than the reader knows. */
  void expectVersion(int version, String what) {
    int found = readByte();
    if (found != version) {
      throw new IllegalArgumentException(
          what + " has version " + found + ", this release reads version " + version);
    }
  }
}
