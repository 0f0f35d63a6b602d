package io.penstock.core.decode.json;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.MessageDecoder;
import io.penstock.core.decode.RawMessage;
import io.penstock.core.decode.ReadingSink;
import io.penstock.core.decode.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes JSON documents: flat ones with the {@link FlatJsonScanner}, and all it declines with the
 * {@link StrictJsonParser}, which alone decides what is not JSON.
 */
final class JsonDecoder implements MessageDecoder {
  /** Largest settable document: offsets into its unescaped text must fit an int. */
  private static final int MOST_DOCUMENT_BYTES = 1 << 28;

  private final int maxDocumentBytes;
  private final @Nullable FlatJsonScanner scanner;
  private final StrictJsonParser parser;
  private final TapeReader tapeReader;
  private final RowReader rowReader;
  private final Row row;

  private long ingestMicros = RawMessage.NO_INGEST_TIME;

  private JsonDecoder(
      JsonFormat format, List<Pointer> pointers, @Nullable FlatJsonScanner scanner) {
    requireWithin("maxDepth", format.maxDepth(), 1, 1000);
    requireWithin("maxDocumentBytes", format.maxDocumentBytes(), 2, MOST_DOCUMENT_BYTES);
    requireWithin("maxStringBytes", format.maxStringBytes(), 1, MOST_DOCUMENT_BYTES);
    this.maxDocumentBytes = format.maxDocumentBytes();
    this.scanner = scanner;
    this.row = new Row(pointers.size() - Parts.ADDRESS);
    this.rowReader = new RowReader(format);
    this.parser = new StrictJsonParser(format);
    this.tapeReader = new TapeReader(format, pointers, row, rowReader);
  }

  /** A decoder that takes the fast way where the format allows it. */
  static JsonDecoder of(JsonFormat format) {
    List<Pointer> pointers = Parts.pointers(format);
    return new JsonDecoder(
        format,
        pointers,
        FlatJsonScanner.suits(format, pointers) ? new FlatJsonScanner(format, pointers) : null);
  }

  /** A decoder that always takes the strict way. */
  static JsonDecoder strict(JsonFormat format) {
    return new JsonDecoder(format, Parts.pointers(format), null);
  }

  @Override
  public void start(RawMessage raw) throws BadInput {
    ingestMicros = raw.ingestMicros();
    rowReader.topic(raw.key());
  }

  @Override
  public void decode(byte[] bytes, int from, int to, ReadingSink sink) throws BadInput {
    if (to - from > maxDocumentBytes) {
      throw new BadInput(
          Reason.TOO_LARGE,
          "a document of " + (to - from) + " bytes, longer than " + maxDocumentBytes);
    }
    int start = behindMark(bytes, from, to);
    if (scanner != null && scanner.scan(bytes, start, to, row)) {
      rowReader.read(row, ingestMicros, sink);
    } else {
      requireContent(bytes, start, to);
      tapeReader.read(parser.parse(bytes, start, to), ingestMicros, sink);
    }
  }

  /** Behind one byte order mark, which RFC 8259, 8.1 lets a parser ignore. */
  private static int behindMark(byte[] bytes, int from, int to) {
    boolean marked =
        to - from >= 3
            && bytes[from] == (byte) 0xEF
            && bytes[from + 1] == (byte) 0xBB
            && bytes[from + 2] == (byte) 0xBF;
    return marked ? from + 3 : from;
  }

  private static void requireContent(byte[] bytes, int from, int to) throws BadInput {
    for (int i = from; i < to; i++) {
      byte c = bytes[i];
      if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
        return;
      }
    }
    throw new BadInput(Reason.EMPTY, "an empty payload");
  }

  private static void requireWithin(String name, int value, int lowest, int highest) {
    if (value < lowest || value > highest) {
      throw new IllegalArgumentException(
          "json: "
              + name
              + " must be between "
              + lowest
              + " and "
              + highest
              + ", but was: "
              + value);
    }
  }
}
