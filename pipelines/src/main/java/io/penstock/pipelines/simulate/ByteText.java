package io.penstock.pipelines.simulate;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** A growing buffer that text is written into without making strings. */
final class ByteText {
  private byte[] bytes;
  private int length;

  ByteText(int capacity) {
    bytes = new byte[capacity];
  }

  int length() {
    return length;
  }

  ByteText ascii(String text) {
    int end = length + text.length();
    ensure(end);
    for (int i = 0; i < text.length(); i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
    return this;
  }

  ByteText raw(byte[] more) {
    ensure(length + more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  ByteText one(char ascii) {
    ensure(length + 1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  ByteText number(long value) {
    if (value < 0) {
      one('-');
    }
    long rest = Math.abs(value);
    int digits = 1;
    for (long above = rest / 10; above > 0; above /= 10) {
      digits++;
    }
    return padded(rest, digits);
  }

  /** A number from 0 on with leading zeros. */
  ByteText padded(long value, int width) {
    ensure(length + width);
    long rest = value;
    for (int i = length + width - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += width;
    return this;
  }

  /** {@code digits / 10^decimals}. */
  ByteText decimal(long digits, int decimals, char sign) {
    if (decimals == 0) {
      return number(digits);
    }
    long scale = 1;
    for (int i = 0; i < decimals; i++) {
      scale *= 10;
    }
    if (digits < 0) {
      one('-');
    }
    long rest = Math.abs(digits);
    return number(rest / scale).one(sign).padded(rest % scale, decimals);
  }

  /** Forgets what comes after a length. */
  void truncate(int newLength) {
    length = newLength;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  /** A copy of the bytes. */
  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void ensure(int capacity) {
    if (capacity > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(capacity, bytes.length * 2));
    }
  }
}
