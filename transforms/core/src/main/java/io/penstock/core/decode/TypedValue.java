package io.penstock.core.decode;

import io.penstock.core.model.ValueType;
import java.nio.charset.StandardCharsets;

/**
 * A decoded value as its series' type wants it. Types are not mixed silently: text for a number
 * series is {@code wrong_type}. Only untyped tokens (CSV, key/value lines) are read as the series
 * needs, and 1 and 0 serve as booleans, which is how most devices write them. Spaces around a
 * number or boolean token mean nothing; those of a text are part of it (RFC 4180, 2.4).
 */
final class TypedValue {
  private TypedValue() {}

  /** The value for a number or boolean series. */
  static double number(DecodedReading reading, ValueType type) throws BadInput {
    return switch (reading.kind) {
      case NUMBER -> type == ValueType.BOOLEAN ? truth(reading.number) : reading.number;
      case BOOLEAN -> {
        if (type != ValueType.BOOLEAN) {
          throw new BadInput(Reason.WRONG_TYPE, "a boolean where the series has numbers");
        }
        yield reading.number;
      }
      case TOKEN -> type == ValueType.BOOLEAN ? tokenTruth(reading) : tokenNumber(reading);
      case TEXT -> throw new BadInput(Reason.WRONG_TYPE, "text where the series has " + type);
      case NONE -> Double.NaN;
    };
  }

  /** The value for a text series. */
  static String text(DecodedReading reading) throws BadInput {
    return switch (reading.kind) {
      case TEXT -> reading.text;
      case TOKEN -> tokenText(reading);
      case NUMBER, BOOLEAN, NONE ->
          throw new BadInput(Reason.WRONG_TYPE, "a " + reading.kind + " where the series has text");
    };
  }

  private static double tokenNumber(DecodedReading reading) throws BadInput {
    byte[] bytes = reading.tokenBytes;
    int from = TextLine.trimFrom(bytes, reading.tokenFrom, reading.tokenTo);
    int to = TextLine.trimTo(bytes, from, reading.tokenTo);
    return NumberText.parseLenient(bytes, from, to, reading.decimalSign);
  }

  private static double tokenTruth(DecodedReading reading) throws BadInput {
    byte[] bytes = reading.tokenBytes;
    int from = TextLine.trimFrom(bytes, reading.tokenFrom, reading.tokenTo);
    int to = TextLine.trimTo(bytes, from, reading.tokenTo);
    return truth(new String(bytes, from, to - from, StandardCharsets.UTF_8));
  }

  private static String tokenText(DecodedReading reading) throws BadInput {
    Utf8Check.require(reading.tokenBytes, reading.tokenFrom, reading.tokenTo);
    return new String(
        reading.tokenBytes,
        reading.tokenFrom,
        reading.tokenTo - reading.tokenFrom,
        StandardCharsets.UTF_8);
  }

  private static double truth(double number) throws BadInput {
    if (number != 0 && number != 1) {
      throw new BadInput(Reason.BAD_VALUE, "a boolean must be 0 or 1, but was: " + number);
    }
    return number;
  }

  private static double truth(String token) throws BadInput {
    return switch (token) {
      case "1", "true", "TRUE", "True" -> 1;
      case "0", "false", "FALSE", "False" -> 0;
      default -> throw new BadInput(Reason.BAD_VALUE, "a boolean must be true, false, 1 or 0");
    };
  }
}
