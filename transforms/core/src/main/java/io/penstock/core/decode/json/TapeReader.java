package io.penstock.core.decode.json;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.ReadingSink;
import io.penstock.core.decode.Reason;
import java.util.List;

/**
 * Finds the readings of a parsed document by the format's pointers.
 *
 * <p>Everything but the value is looked up in the reading and then in the document. A fault of a
 * reading is the reading's, wherever its parts come from: in a document of many it is reported to
 * the sink and the others survive; a document that is itself the reading fails with it.
 */
final class TapeReader {
  private final boolean documentIsArray;
  private final Pointer readings;
  private final List<Pointer> pointers;
  private final boolean wide;
  private final Row row;
  private final RowReader reader;

  TapeReader(JsonFormat format, List<Pointer> pointers, Row row, RowReader reader) {
    this.documentIsArray = format.readings().equals(JsonFormat.DOCUMENT_ARRAY);
    this.readings = Pointer.parse(documentIsArray ? "" : format.readings());
    this.pointers = pointers;
    this.wide = !format.values().isEmpty();
    this.row = row;
    this.reader = reader;
  }

  /** Reads every reading of a document. */
  void read(JsonTape tape, long messageIngest, ReadingSink sink) throws BadInput {
    if (readings.depth() == 0 && !documentIsArray) {
      readOne(tape, 0, messageIngest, sink);
      return;
    }
    int array = tape.find(readings, 0);
    if (tape.kind(array).isMissing()) {
      throw new BadInput(Reason.MISSING_FIELD, "no array of readings");
    }
    if (tape.kind(array) != JsonKind.ARRAY) {
      throw new BadInput(Reason.WRONG_TYPE, "readings must be an array, not " + tape.kind(array));
    }
    for (int node = array + 1; node < tape.end(array); node = tape.end(node)) {
      try {
        readOne(tape, node, messageIngest, sink);
      } catch (BadInput fault) {
        sink.reject(fault);
      }
    }
  }

  private void readOne(JsonTape tape, int reading, long messageIngest, ReadingSink sink)
      throws BadInput {
    JsonKind kind = tape.kind(reading);
    if (kind != JsonKind.OBJECT && kind != JsonKind.ARRAY) {
      throw new BadInput(Reason.WRONG_TYPE, "a reading must be an object or array, not " + kind);
    }
    row.start(tape.bytes());
    for (int part = 0; part < pointers.size(); part++) {
      int node = find(tape, part, reading);
      row.set(part, tape.kind(node), tape.from(node), tape.to(node));
      if (part == Parts.VALUE && wide && tape.kind(node) == JsonKind.OBJECT) {
        addMembers(tape, node);
      }
    }
    reader.read(row, messageIngest, sink);
  }

  /**
   * The node of a part; null in the reading counts as absent there, except for the value. An array
   * of readings has nothing beside them to inherit.
   */
  private int find(JsonTape tape, int part, int reading) {
    Pointer pointer = pointers.get(part);
    if (pointer.depth() == 0) {
      return JsonTape.NONE;
    }
    int node = tape.find(pointer, reading);
    boolean inherits = !documentIsArray && part != Parts.VALUE && tape.kind(node).isMissing();
    return inherits ? tape.find(pointer, 0) : node;
  }

  private void addMembers(JsonTape tape, int object) {
    for (int node = object + 1; node < tape.end(object); node = tape.end(node)) {
      row.addMember(
          tape.nameFrom(node), tape.nameTo(node), tape.kind(node), tape.from(node), tape.to(node));
    }
  }
}
