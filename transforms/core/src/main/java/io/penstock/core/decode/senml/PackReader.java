package io.penstock.core.decode.senml;

import static io.penstock.core.decode.Reason.BAD_SENML;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.ReadingSink;
import io.penstock.core.decode.senml.SenmlRecord.Value;
import java.io.IOException;

/** Reads a pack as RFC 8428, section 5 has it: an array of at least one record. */
final class PackReader {
  private static final int RECORD_DEPTH = 2;

  private PackReader() {}

  /** Reads the array that the parser has just entered. */
  static void read(JsonParser json, SenmlPack pack, ReadingSink sink) throws IOException, BadInput {
    if (json.nextToken() == JsonToken.END_ARRAY) {
      throw new BadInput(BAD_SENML, "a pack has at least one record (RFC 8428, 11)");
    }
    while (json.currentToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw new BadInput(BAD_SENML, "a record is an object (RFC 8428, 5)");
      }
      pack.add(readRecord(json), sink);
      json.nextToken();
    }
  }

  private static SenmlRecord readRecord(JsonParser json) throws IOException, BadInput {
    SenmlRecord into = new SenmlRecord();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String label = json.currentName();
      json.nextToken();
      readField(label, json, into);
    }
    return into;
  }

  private static void readField(String label, JsonParser json, SenmlRecord into)
      throws IOException, BadInput {
    switch (label) {
      case "bn" -> into.baseName = JsonFields.text(json, label);
      case "bt" -> into.baseTime = JsonFields.decimal(json, label);
      case "bu" -> into.baseUnit = JsonFields.text(json, label);
      case "bv" -> into.baseValue = JsonFields.decimal(json, label);
      case "bs" -> into.baseSum = JsonFields.decimal(json, label);
      case "bver" -> into.baseVersion = JsonFields.version(json, label);
      case "n" -> into.name = JsonFields.text(json, label);
      case "u" -> into.unit = JsonFields.text(json, label);
      case "t" -> into.time = JsonFields.decimal(json, label);
      case "v" -> JsonFields.value(into, Value.NUMBER, json, label);
      case "vb" -> JsonFields.value(into, Value.BOOLEAN, json, label);
      case "vs", "vd" -> JsonFields.value(into, Value.TEXT, json, label);
      case "s" -> into.sum = JsonFields.number(json, label);
      case "ut" -> {
        JsonFields.decimal(json, label);
        into.updateTime = true;
      }
      default -> JsonFields.skip(json, label, RECORD_DEPTH);
    }
  }
}
