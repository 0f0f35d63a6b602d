package io.penstock.core.decode.json;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.DecodedReading;
import io.penstock.core.decode.Identifiers;
import io.penstock.core.decode.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Puts the address of a reading together: prefix, parts and, for a wide object, the member's name,
 * with a slash between parts. A lone part is taken as a slice of the message, without copying.
 */
final class Address {
  private final byte[] prefix;
  private byte[] buffer;
  private int stem;

  Address(String prefix) {
    this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
    this.buffer = Arrays.copyOf(this.prefix, Math.max(256, this.prefix.length));
  }

  /** Sets the address of a row's only reading. */
  void ofRow(Row row, DecodedReading reading) throws BadInput {
    if (prefix.length == 0 && row.addressParts() == 1) {
      requirePart(row.kind(Parts.ADDRESS), row.from(Parts.ADDRESS), row.to(Parts.ADDRESS));
      set(row.bytes(), row.from(Parts.ADDRESS), row.to(Parts.ADDRESS), reading);
    } else {
      stem(row);
      set(buffer, 0, stem, reading);
    }
  }

  /** Prepares what the addresses of a wide row's readings have in common. */
  void stem(Row row) throws BadInput {
    stem = prefix.length;
    for (int part = Parts.ADDRESS; part < Parts.ADDRESS + row.addressParts(); part++) {
      int from = row.from(part);
      int to = row.to(part);
      requirePart(row.kind(part), from, to);
      stem = append(row.bytes(), from, to, part > Parts.ADDRESS);
    }
  }

  /** Sets the address of one member of a wide row, after {@link #stem}. */
  void ofMember(Row row, int member, DecodedReading reading) throws BadInput {
    int from = row.memberNameFrom(member);
    int to = row.memberNameTo(member);
    requirePart(JsonKind.TEXT, from, to);
    if (stem == 0) {
      set(row.bytes(), from, to, reading);
    } else {
      set(buffer, 0, append(row.bytes(), from, to, row.addressParts() > 0), reading);
    }
  }

  /** Appends to the stem, which stays as long as it is; returns the end of what was appended. */
  private int append(byte[] bytes, int from, int to, boolean slash) {
    int needed = stem + 1 + to - from;
    if (needed > buffer.length) {
      buffer = Arrays.copyOf(buffer, needed * 2);
    }
    int at = stem;
    if (slash) {
      buffer[at++] = '/';
    }
    System.arraycopy(bytes, from, buffer, at, to - from);
    return at + to - from;
  }

  private static void requirePart(JsonKind kind, int from, int to) throws BadInput {
    switch (kind) {
      case ABSENT, NULL -> throw new BadInput(Reason.MISSING_FIELD, "no address");
      case TEXT, INTEGER -> {
        if (from == to) {
          throw new BadInput(Reason.BAD_IDENTIFIER, "an empty part in the address");
        }
      }
      default ->
          throw new BadInput(
              Reason.BAD_IDENTIFIER, "an address is text or an integer, not " + kind);
    }
  }

  private static void set(byte[] bytes, int from, int to, DecodedReading reading) throws BadInput {
    byte[] checked = Identifiers.check(bytes, from, to);
    if (checked == bytes) {
      reading.address(bytes, from, to);
    } else {
      reading.address(checked, 0, checked.length);
    }
  }
}
