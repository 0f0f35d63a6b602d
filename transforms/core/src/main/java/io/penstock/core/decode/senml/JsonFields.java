package io.penstock.core.decode.senml;

import static io.penstock.core.decode.Reason.BAD_SENML;
import static io.penstock.core.decode.Reason.TOO_DEEP;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.senml.SenmlRecord.Value;
import java.io.IOException;
import java.math.BigDecimal;

/** Reads one field's value of the type its label asks for; the parser stands on the value. */
final class JsonFields {
  private JsonFields() {}

  static String text(JsonParser json, String label) throws IOException, BadInput {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw bad(label, "a string");
    }
    return json.getText();
  }

  /** The number as written. */
  static String number(JsonParser json, String label) throws IOException, BadInput {
    JsonToken token = json.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw bad(label, "a number");
    }
    return json.getText();
  }

  static BigDecimal decimal(JsonParser json, String label) throws IOException, BadInput {
    return Decimals.of(number(json, label));
  }

  /** A version: a positive integer (RFC 8428, 4.1). */
  static int version(JsonParser json, String label) throws IOException, BadInput {
    String digits = number(json, label);
    boolean positive =
        json.currentToken() == JsonToken.VALUE_NUMBER_INT
            && !digits.startsWith("-")
            && !digits.equals("0");
    if (!positive) {
      throw bad(label, "a positive integer");
    }
    return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  /** Sets the one value of a record; a null says that there is none, whatever its type. */
  static void value(SenmlRecord into, Value type, JsonParser json, String label)
      throws IOException, BadInput {
    if (into.value != Value.NOT_THERE) {
      throw new BadInput(BAD_SENML, "a record has at most one value (RFC 8428, 4.2)");
    }
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      into.value = Value.NULL;
      return;
    }
    into.value = type;
    into.valueText =
        switch (type) {
          case NUMBER -> number(json, label);
          case BOOLEAN -> bool(json, label);
          default -> text(json, label);
        };
  }

  private static String bool(JsonParser json, String label) throws IOException, BadInput {
    if (!json.currentToken().isBoolean()) {
      throw bad(label, "a boolean");
    }
    return json.getText();
  }

  /**
   * Skips the value of a field that is not known.
   *
   * @param depth how deep the field's object is nested, the document itself being 1
   * @throws BadInput {@code bad_senml} when the label ends in an underscore and so must be
   *     understood (RFC 8428, 4.4), {@code too_deep}
   */
  static void skip(JsonParser json, String label, int depth) throws IOException, BadInput {
    if (label.endsWith("_")) {
      throw new BadInput(BAD_SENML, "a field that must be understood is not (RFC 8428, 4.4)");
    }
    int nested = 0;
    do {
      JsonToken token = json.currentToken();
      if (token.isStructStart()) {
        nested++;
      } else if (token.isStructEnd()) {
        nested--;
      }
      if (depth + nested > SenmlFormat.MAX_DEPTH) {
        throw new BadInput(TOO_DEEP, "nested deeper than " + SenmlFormat.MAX_DEPTH);
      }
    } while (nested > 0 && json.nextToken() != null);
  }

  private static BadInput bad(String label, String wanted) {
    return new BadInput(BAD_SENML, label + " must be " + wanted + " (RFC 8428, 5)");
  }
}
