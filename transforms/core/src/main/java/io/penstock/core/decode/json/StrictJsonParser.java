package io.penstock.core.decode.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.Reason;
import io.penstock.core.decode.Utf8Check;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parses one JSON document onto a {@link JsonTape}: RFC 8259 to the letter, and no duplicate keys
 * and no lone surrogates (RFC 7493, 2.1 and 2.3).
 *
 * <p>Jackson does the grammar. Duplicate keys and nesting are checked here rather than by Jackson,
 * because it reports them with the same exceptions as other faults, told apart only by their
 * messages, while a {@link Reason} must be certain.
 */
final class StrictJsonParser {
  /** Sets larger than this are dropped rather than cleared, which would cost their size. */
  private static final int KEPT_NAMES = 256;

  private final int maxDepth;
  private final int maxStringBytes;
  private final JsonFactory factory;
  private final int[] open;
  private final List<Set<String>> names;
  private final JsonTape tape = new JsonTape();

  StrictJsonParser(JsonFormat format) {
    this.maxDepth = format.maxDepth();
    this.maxStringBytes = format.maxStringBytes();
    this.open = new int[maxDepth];
    this.names =
        Stream.<Set<String>>generate(HashSet::new).limit(maxDepth).collect(Collectors.toList());
    this.factory =
        JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION) // it is UTF-8 or it is not JSON
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // names are data
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW) // throws at run time
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(maxDepth + 1)
                    .maxStringLength(maxStringBytes)
                    .maxNumberLength(format.maxDocumentBytes())
                    .build())
            .build();
  }

  /**
   * Parses the document in {@code [from, to)}. The tape is good until the next call.
   *
   * @throws BadInput {@link Reason#INVALID_UTF8}, {@link Reason#NOT_JSON}, {@link
   *     Reason#DUPLICATE_KEY}, {@link Reason#TOO_DEEP} or {@link Reason#TOO_LARGE}
   */
  JsonTape parse(byte[] bytes, int from, int to) throws BadInput {
    Utf8Check.require(bytes, from, to);
    tape.clear();
    try (JsonParser json = factory.createParser(bytes, from, to - from)) {
      document(json);
      return tape;
    } catch (StreamConstraintsException limit) {
      throw tooLong();
    } catch (JsonProcessingException malformed) {
      // Not Jackson's own message, which quotes the payload.
      JsonLocation at = malformed.getLocation();
      throw new BadInput(
          Reason.NOT_JSON, "not JSON" + (at == null ? "" : " near byte " + at.getByteOffset()));
    } catch (IOException impossible) {
      throw new UncheckedIOException("bytes in memory could not be read", impossible);
    }
  }

  private void document(JsonParser json) throws IOException, BadInput {
    int depth = 0;
    int nameFrom = 0;
    int nameTo = 0;
    JsonToken token = json.nextToken();
    do {
      if (token == null) {
        throw new BadInput(Reason.NOT_JSON, "not JSON: the document ends too early");
      }
      switch (token) {
        case START_OBJECT, START_ARRAY -> {
          if (depth == maxDepth) {
            throw new BadInput(Reason.TOO_DEEP, "nested deeper than " + maxDepth);
          }
          forgetNames(depth);
          open[depth++] = tape.add(kind(token), nameFrom, nameTo, 0, 0);
        }
        case END_OBJECT, END_ARRAY -> tape.close(open[--depth]);
        case FIELD_NAME -> {
          if (!names.get(depth - 1).add(json.currentName())) {
            throw new BadInput(Reason.DUPLICATE_KEY, "the same key twice in one object");
          }
          nameFrom = tape.length();
          nameTo = text(json);
        }
        default -> scalar(json, token, nameFrom, nameTo);
      }
      token = json.nextToken();
    } while (depth > 0);
    if (token != null) {
      throw new BadInput(Reason.NOT_JSON, "not JSON: more than one document");
    }
  }

  private void scalar(JsonParser json, JsonToken token, int nameFrom, int nameTo)
      throws IOException, BadInput {
    int from = tape.length();
    int to = token.isNumeric() || token == JsonToken.VALUE_STRING ? text(json) : from;
    tape.add(kind(token), nameFrom, nameTo, from, to);
  }

  private int text(JsonParser json) throws IOException, BadInput {
    char[] text = json.getTextCharacters();
    int offset = json.getTextOffset();
    int from = tape.length();
    int to = tape.addText(text, offset, offset + json.getTextLength());
    if (to == JsonTape.NONE) {
      throw new BadInput(Reason.INVALID_UTF8, "a surrogate without its other half");
    }
    if (to - from > maxStringBytes && !json.currentToken().isNumeric()) {
      throw tooLong();
    }
    return to;
  }

  private static JsonKind kind(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> JsonKind.OBJECT;
      case START_ARRAY -> JsonKind.ARRAY;
      case VALUE_STRING -> JsonKind.TEXT;
      case VALUE_NUMBER_INT -> JsonKind.INTEGER;
      case VALUE_NUMBER_FLOAT -> JsonKind.DECIMAL;
      case VALUE_TRUE -> JsonKind.TRUE;
      case VALUE_FALSE -> JsonKind.FALSE;
      case VALUE_NULL -> JsonKind.NULL;
      default -> throw new IllegalStateException("not a value: " + token);
    };
  }

  private void forgetNames(int depth) {
    if (names.get(depth).size() > KEPT_NAMES) {
      names.set(depth, new HashSet<>());
    } else {
      names.get(depth).clear();
    }
  }

  private BadInput tooLong() {
    return new BadInput(Reason.TOO_LARGE, "a string is longer than " + maxStringBytes + " bytes");
  }
}
