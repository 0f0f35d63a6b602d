package io.penstock.core.decode.senml;

import static io.penstock.core.decode.Reason.BAD_SENML;
import static io.penstock.core.decode.Reason.BAD_VALUE;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.ReadingSink;
import io.penstock.core.decode.senml.SenmlRecord.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the older dialect: an object whose {@code e} holds the entries and whose other fields are
 * the base of them all (draft-jennings-senml-10, 2012).
 *
 * <p>It differs from RFC 8428 in what the wild has made of it: times are milliseconds, {@code sv}
 * is a text, {@code bv} in an entry is a boolean, {@code ver} the version, and a {@code v} may be a
 * number in quotes.
 */
final class OlderDialectReader {
  private static final int PACK_DEPTH = 1;
  private static final int ENTRY_DEPTH = 3;

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  private OlderDialectReader() {}

  /** Reads the object that the parser has just entered. */
  static void read(JsonParser json, SenmlPack pack, ReadingSink sink) throws IOException, BadInput {
    SenmlRecord base = new SenmlRecord();
    @Nullable List<SenmlRecord> entries = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String label = json.currentName();
      json.nextToken();
      switch (label) {
        case "bn" -> base.baseName = JsonFields.text(json, label);
        case "bt" -> base.baseTime = seconds(json, label);
        case "bu" -> base.baseUnit = JsonFields.text(json, label);
        case "ver", "bver" -> base.baseVersion = JsonFields.version(json, label);
        case "e" -> entries = readEntries(json);
        default -> JsonFields.skip(json, label, PACK_DEPTH);
      }
    }
    if (entries == null) {
      throw new BadInput(BAD_SENML, "neither an array of records nor an object with entries");
    }
    pack.add(base, sink);
    for (SenmlRecord entry : entries) {
      pack.add(entry, sink);
    }
  }

  private static List<SenmlRecord> readEntries(JsonParser json) throws IOException, BadInput {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new BadInput(BAD_SENML, "e must be an array");
    }
    List<SenmlRecord> entries = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw new BadInput(BAD_SENML, "an entry must be an object");
      }
      entries.add(readEntry(json));
    }
    return entries;
  }

  private static SenmlRecord readEntry(JsonParser json) throws IOException, BadInput {
    SenmlRecord into = new SenmlRecord();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String label = json.currentName();
      json.nextToken();
      switch (label) {
        case "n" -> into.name = JsonFields.text(json, label);
        case "u" -> into.unit = JsonFields.text(json, label);
        case "t" -> into.time = seconds(json, label);
        case "v" -> readNumber(json, into);
        case "bv" -> JsonFields.value(into, Value.BOOLEAN, json, label);
        case "sv" -> JsonFields.value(into, Value.TEXT, json, label);
        case "s" -> into.sum = JsonFields.number(json, label);
        default -> JsonFields.skip(json, label, ENTRY_DEPTH);
      }
    }
    return into;
  }

  private static void readNumber(JsonParser json, SenmlRecord into) throws IOException, BadInput {
    boolean quoted = json.currentToken() == JsonToken.VALUE_STRING;
    JsonFields.value(into, quoted ? Value.TEXT : Value.NUMBER, json, "v");
    if (quoted) {
      if (into.valueText.length() > SenmlFormat.MAX_NUMBER_LENGTH
          || !NUMBER.matcher(into.valueText).matches()) {
        throw new BadInput(BAD_VALUE, "v is text that is not a number");
      }
      into.value = Value.NUMBER;
    }
  }

  private static BigDecimal seconds(JsonParser json, String label) throws IOException, BadInput {
    return JsonFields.decimal(json, label).movePointLeft(3);
  }
}
