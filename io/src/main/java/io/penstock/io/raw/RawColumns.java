package io.penstock.io.raw;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.penstock.core.decode.Oversize;
import io.penstock.core.decode.RawMessage;
import io.penstock.io.object.UnreadableObjectException;
import io.penstock.io.parquet.Column;
import io.penstock.io.parquet.ParquetEncoding;
import io.penstock.io.parquet.ParquetObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/**
 * Raw messages as Parquet columns: {@code source, origin, position, key, header, payload, ingest?},
 * and of a stream also {@code oversize_bytes?, oversize_sha256?}.
 */
final class RawColumns {
  private static final String SOURCE = "source";
  private static final String ORIGIN = "origin";
  private static final String POSITION = "position";
  private static final String KEY = "key";
  private static final String HEADER = "header";
  private static final String PAYLOAD = "payload";
  private static final String INGEST = "ingest_micros";

  private static final String OVERSIZE_BYTES = "oversize_bytes";
  private static final String OVERSIZE_SHA256 = "oversize_sha256";

  private static final MessageType OF_FILES =
      withColumns(Types.buildMessage()).named("penstock_raw");

  private static final MessageType OF_STREAMS =
      withColumns(Types.buildMessage())
          .addField(Types.optional(INT64).named(OVERSIZE_BYTES))
          .addField(Types.optional(BINARY).named(OVERSIZE_SHA256))
          .named("penstock_raw");

  private RawColumns() {}

  private static Types.GroupBuilder<MessageType> withColumns(
      Types.GroupBuilder<MessageType> schema) {
    return schema
        .addField(Types.required(BINARY).as(stringType()).named(SOURCE))
        .addField(Types.required(BINARY).as(stringType()).named(ORIGIN))
        .addField(Types.required(INT64).named(POSITION))
        .addField(Types.required(BINARY).as(stringType()).named(KEY))
        .addField(Types.required(BINARY).named(HEADER))
        .addField(Types.required(BINARY).named(PAYLOAD))
        .addField(Types.optional(INT64).as(timestampType(true, TimeUnit.MICROS)).named(INGEST));
  }

  /** How objects of files are written, whose payloads are always whole. */
  static ParquetEncoding ofFiles(Map<String, String> footer) {
    return new ParquetEncoding(OF_FILES, footer, Set.of(PAYLOAD));
  }

  /** How objects of streams are written. */
  static ParquetEncoding ofStreams(Map<String, String> footer) {
    return new ParquetEncoding(OF_STREAMS, footer, Set.of(PAYLOAD));
  }

  static void encode(List<RawMessage> messages, RecordConsumer out, int row) {
    RawMessage message = messages.get(row);
    bytes(out, SOURCE, 0, Binary.fromString(message.source()));
    bytes(out, ORIGIN, 1, Binary.fromString(message.origin()));
    integer(out, POSITION, 2, message.position());
    bytes(out, KEY, 3, Binary.fromString(message.key()));
    bytes(out, HEADER, 4, Binary.fromConstantByteArray(message.header()));
    bytes(out, PAYLOAD, 5, Binary.fromConstantByteArray(message.payload()));
    if (message.ingestMicros() != RawMessage.NO_INGEST_TIME) {
      integer(out, INGEST, 6, message.ingestMicros());
    }
    if (message.oversize().isPresent()) {
      Oversize oversize = message.oversize().get();
      integer(out, OVERSIZE_BYTES, 7, oversize.bytes());
      bytes(out, OVERSIZE_SHA256, 8, Binary.fromConstantByteArray(oversize.sha256()));
    }
  }

  static void read(ParquetObject.Columns columns, long rows, Consumer<RawMessage> sink)
      throws UnreadableObjectException {
    Column source = columns.column(SOURCE);
    Column origin = columns.column(ORIGIN);
    Column position = columns.column(POSITION);
    Column key = columns.column(KEY);
    Column header = columns.column(HEADER);
    Column payload = columns.column(PAYLOAD);
    Column ingest = columns.column(INGEST);
    Optional<Column> oversize = columns.find(OVERSIZE_BYTES);
    Optional<Column> oversizeHash = columns.find(OVERSIZE_SHA256);
    for (long i = 0; i < rows; i++) {
      sink.accept(
          new RawMessage(
              source.takeText(),
              origin.takeText(),
              position.takeLong(0),
              key.takeText(),
              header.takeBytes(),
              payload.takeBytes(),
              ingest.takeLong(RawMessage.NO_INGEST_TIME),
              oversize.isPresent() && oversizeHash.isPresent()
                  ? oversize(oversize.get(), oversizeHash.get())
                  : Optional.empty()));
    }
  }

  private static Optional<Oversize> oversize(Column bytes, Column sha256)
      throws UnreadableObjectException {
    boolean is = bytes.hasValue();
    Oversize value = new Oversize(bytes.takeLong(0), sha256.takeBytes());
    return is ? Optional.of(value) : Optional.empty();
  }

  private static void bytes(RecordConsumer out, String field, int index, Binary value) {
    out.startField(field, index);
    out.addBinary(value);
    out.endField(field, index);
  }

  private static void integer(RecordConsumer out, String field, int index, long value) {
    out.startField(field, index);
    out.addLong(value);
    out.endField(field, index);
  }
}
