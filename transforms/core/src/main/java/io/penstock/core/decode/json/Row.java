package io.penstock.core.decode.json;

import java.util.Arrays;

/**
 * The parts of one reading, or of one wide object of readings, as slices of one byte array. Parts
 * are found by the {@link FlatJsonScanner} or the {@link TapeReader} and checked by the {@link
 * RowReader}, so that both ways to a reading share everything that can be decided differently.
 */
final class Row {
  private static final int KEPT_MEMBERS = 1 << 14;

  private final JsonKind[] kinds;
  private final int[] froms;
  private final int[] tos;
  private byte[] bytes = {};

  private JsonKind[] memberKinds = new JsonKind[16];
  private int[] memberSlices = new int[16 * 4];
  private int members;

  Row(int addressParts) {
    kinds = new JsonKind[Parts.ADDRESS + addressParts];
    froms = new int[kinds.length];
    tos = new int[kinds.length];
  }

  /** Starts anew with every part absent; the parts will be slices of these bytes. */
  void start(byte[] newBytes) {
    bytes = newBytes;
    members = 0;
    Arrays.fill(kinds, JsonKind.ABSENT);
    if (memberKinds.length > KEPT_MEMBERS) {
      memberKinds = new JsonKind[16];
      memberSlices = new int[16 * 4];
    }
  }

  /** Sets a part; the slice matters for text and numbers only. */
  void set(int part, JsonKind kind, int from, int to) {
    kinds[part] = kind;
    froms[part] = from;
    tos[part] = to;
  }

  /** Adds a member of the wide object. */
  void addMember(int nameFrom, int nameTo, JsonKind kind, int from, int to) {
    if (members == memberKinds.length) {
      memberKinds = Arrays.copyOf(memberKinds, members * 2);
      memberSlices = Arrays.copyOf(memberSlices, members * 8);
    }
    memberKinds[members] = kind;
    int slice = members * 4;
    memberSlices[slice] = nameFrom;
    memberSlices[slice + 1] = nameTo;
    memberSlices[slice + 2] = from;
    memberSlices[slice + 3] = to;
    members++;
  }

  byte[] bytes() {
    return bytes;
  }

  JsonKind kind(int part) {
    return kinds[part];
  }

  int from(int part) {
    return froms[part];
  }

  int to(int part) {
    return tos[part];
  }

  int members() {
    return members;
  }

  JsonKind memberKind(int member) {
    return memberKinds[member];
  }

  int memberNameFrom(int member) {
    return memberSlices[member * 4];
  }

  int memberNameTo(int member) {
    return memberSlices[member * 4 + 1];
  }

  int memberFrom(int member) {
    return memberSlices[member * 4 + 2];
  }

  int memberTo(int member) {
    return memberSlices[member * 4 + 3];
  }
}
