package io.penstock.core.decode.senml;

import static io.penstock.core.decode.Reason.BAD_SENML;
import static io.penstock.core.decode.Reason.DUPLICATE_KEY;
import static io.penstock.core.decode.Reason.EMPTY;
import static io.penstock.core.decode.Reason.INVALID_UTF8;
import static io.penstock.core.decode.Reason.NOT_JSON;
import static io.penstock.core.decode.Reason.TOO_LARGE;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.MessageDecoder;
import io.penstock.core.decode.RawMessage;
import io.penstock.core.decode.ReadingSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads one SenML pack per message: JSON in, records resolved, readings out.
 *
 * <p>What breaks the pack's form is bad input as a whole, since a record depends on those before
 * it. A record that is well formed but whose time or value cannot stand (no ingest time to be
 * relative to, out of bounds, overflow) is rejected alone.
 */
final class SenmlDecoder implements MessageDecoder {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Names come from devices: a table of all names ever seen would grow without end.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  // Depth is counted by JsonFields; this one must not strike first.
                  .maxNestingDepth(2 * SenmlFormat.MAX_DEPTH)
                  .maxStringLength(SenmlFormat.MAX_STRING_LENGTH)
                  .maxNumberLength(SenmlFormat.MAX_NUMBER_LENGTH)
                  .build())
          .build()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final SenmlPack pack;

  SenmlDecoder(SenmlFormat format) {
    pack = new SenmlPack(format);
  }

  @Override
  public void start(RawMessage raw) {
    pack.start(raw.ingestMicros());
  }

  @Override
  public void decode(byte[] bytes, int from, int to, ReadingSink sink) throws BadInput {
    if (to - from > SenmlFormat.MAX_PACK_BYTES) {
      throw new BadInput(TOO_LARGE, "SenML pack of " + (to - from) + " bytes");
    }
    CharBuffer text = text(bytes, from, to);
    try (JsonParser json = JSON.createParser(text.array(), text.position(), text.remaining())) {
      read(json, sink);
    } catch (StreamConstraintsException e) {
      throw new BadInput(TOO_LARGE, "string or number over its limit");
    } catch (JsonProcessingException e) {
      throw notJson(e);
    } catch (IOException e) {
      throw new UncheckedIOException("an array cannot fail to be read", e);
    }
  }

  private void read(JsonParser json, ReadingSink sink) throws IOException, BadInput {
    @Nullable JsonToken first = json.nextToken();
    if (first == null) {
      throw new BadInput(EMPTY, "no SenML pack");
    }
    pack.begin();
    switch (first) {
      case START_ARRAY -> PackReader.read(json, pack, sink);
      case START_OBJECT -> OlderDialectReader.read(json, pack, sink);
      default -> throw new BadInput(BAD_SENML, "a pack is an array of records (RFC 8428, 5)");
    }
    if (json.nextToken() != null) {
      throw new BadInput(NOT_JSON, "more than one document");
    }
  }

  /**
   * Decodes strictly: JSON is UTF-8 (RFC 8259, 8.1), and Jackson on bytes would guess UTF-16 and
   * let malformed sequences through.
   */
  private static CharBuffer text(byte[] bytes, int from, int to) throws BadInput {
    try {
      CharBuffer text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
      if (text.hasRemaining() && text.get(text.position()) == BYTE_ORDER_MARK) {
        text.get();
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new BadInput(INVALID_UTF8, "invalid UTF-8");
    }
  }

  private static BadInput notJson(JsonProcessingException e) {
    long at = e.getLocation() == null ? -1 : e.getLocation().getCharOffset();
    // Jackson has no type for this one; a test holds its words.
    return e.getOriginalMessage().startsWith("Duplicate field")
        ? new BadInput(DUPLICATE_KEY, "the same key twice at character " + at)
        : new BadInput(NOT_JSON, "not JSON at character " + at);
  }
}
