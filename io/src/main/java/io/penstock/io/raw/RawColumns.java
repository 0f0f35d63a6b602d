package io.penstock.io.raw;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.penstock.core.decode.RawMessage;
import io.penstock.io.object.UnreadableObjectException;
import io.penstock.io.parquet.Column;
import io.penstock.io.parquet.ParquetEncoding;
import io.penstock.io.parquet.ParquetObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/**
 * Raw messages as Parquet columns: {@code source, origin, position, key, header, payload, ingest?}.
 */
final class RawColumns {
  private static final String SOURCE = "source";
  private static final String ORIGIN = "origin";
  private static final String POSITION = "position";
  private static final String KEY = "key";
  private static final String HEADER = "header";
  private static final String PAYLOAD = "payload";
  private static final String INGEST = "ingest_micros";

  private static final MessageType SCHEMA =
      Types.buildMessage()
          .addField(Types.required(BINARY).as(stringType()).named(SOURCE))
          .addField(Types.required(BINARY).as(stringType()).named(ORIGIN))
          .addField(Types.required(INT64).named(POSITION))
          .addField(Types.required(BINARY).as(stringType()).named(KEY))
          .addField(Types.required(BINARY).named(HEADER))
          .addField(Types.required(BINARY).named(PAYLOAD))
          .addField(Types.optional(INT64).as(timestampType(true, TimeUnit.MICROS)).named(INGEST))
          .named("penstock_raw");

  private RawColumns() {}

  static ParquetEncoding encoding(Map<String, String> footer) {
    return new ParquetEncoding(SCHEMA, footer, Set.of(PAYLOAD));
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
    for (long i = 0; i < rows; i++) {
      sink.accept(
          new RawMessage(
              source.takeText(),
              origin.takeText(),
              position.takeLong(0),
              key.takeText(),
              header.takeBytes(),
              payload.takeBytes(),
              ingest.takeLong(RawMessage.NO_INGEST_TIME)));
    }
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
