package io.penstock.core.decode.json;

import io.penstock.core.decode.TopicPart;
import java.util.ArrayList;
import java.util.List;

/** The parts of a reading, numbered, and the pointers by which a format finds them. */
final class Parts {
  /** The timestamp. */
  static final int TIME = 0;

  /** The value, or the wide object of values. */
  static final int VALUE = 1;

  /** The quality. */
  static final int QUALITY = 2;

  /** The unit. */
  static final int UNIT = 3;

  /** The ingest time. */
  static final int INGEST = 4;

  /** The first part of the address that is in the document; the others follow. */
  static final int ADDRESS = 5;

  private Parts() {}

  /**
   * The pointers of a format, by part. The pointer of a part that is not declared has no depth.
   *
   * @throws IllegalArgumentException when they cannot make a reading
   */
  static List<Pointer> pointers(JsonFormat format) {
    if (format.value().isEmpty() == format.values().isEmpty()) {
      throw new IllegalArgumentException(
          "json: exactly one of value and values must be set, but they were: '"
              + format.value()
              + "' and '"
              + format.values()
              + "'");
    }
    if (format.values().isEmpty() && format.prefix().isEmpty() && format.address().isEmpty()) {
      throw new IllegalArgumentException("json: address must have at least one part");
    }
    List<Pointer> pointers = new ArrayList<>();
    pointers.add(Pointer.parse(format.time()));
    pointers.add(Pointer.parse(format.value().isEmpty() ? format.values() : format.value()));
    pointers.add(Pointer.parse(format.quality()));
    pointers.add(Pointer.parse(format.unit()));
    pointers.add(Pointer.parse(format.ingest()));
    for (String address : format.address()) {
      if (address.isEmpty()) {
        throw new IllegalArgumentException("json: a pointer of address must not be empty");
      }
      if (!TopicPart.isMeant(address)) {
        pointers.add(Pointer.parse(address));
      }
    }
    return List.copyOf(pointers);
  }
}
