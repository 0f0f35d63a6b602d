package io.penstock.io.archive;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.Dataset.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * The columns of archive objects. Measurements: {@code asset, metric, time, value?, text?,
 * quality}. Features: {@code asset, metric, window_start, window_end, quality}, one optional number
 * per feature, {@code states?}.
 */
final class ArchiveSchema {
  static final String ASSET = "asset";
  static final String METRIC = "metric";
  static final String TIME = "time";
  static final String VALUE = "value";
  static final String TEXT = "text";
  static final String QUALITY = "quality";
  static final String WINDOW_START = "window_start";
  static final String WINDOW_END = "window_end";
  static final String STATES = "states";

  /** Name of the message type: part of the bytes. */
  private static final String MESSAGE = "penstock";

  private static final LogicalTypeAnnotation UTC_MICROS = timestampType(true, TimeUnit.MICROS);

  private ArchiveSchema() {}

  static MessageType of(Dataset dataset) {
    return new MessageType(
        MESSAGE,
        List.copyOf(dataset.kind() == Kind.MEASUREMENTS ? measurements() : features(dataset)));
  }

  /** What kind of dataset has this schema. */
  static Kind kind(MessageType schema) {
    return schema.containsField(WINDOW_START) ? Kind.FEATURES : Kind.MEASUREMENTS;
  }

  /** The names of the numeric columns, in order. */
  static List<String> numberColumns(MessageType schema) {
    return schema.getFields().stream()
        .map(field -> field.asPrimitiveType())
        .filter(field -> field.getPrimitiveTypeName() == DOUBLE)
        .map(PrimitiveType::getName)
        .toList();
  }

  private static List<PrimitiveType> measurements() {
    return List.of(
        text(Repetition.REQUIRED, ASSET),
        text(Repetition.REQUIRED, METRIC),
        time(TIME),
        Types.optional(DOUBLE).named(VALUE),
        text(Repetition.OPTIONAL, TEXT),
        Types.required(INT32).named(QUALITY));
  }

  private static List<PrimitiveType> features(Dataset dataset) {
    List<PrimitiveType> fields = new ArrayList<>();
    fields.add(text(Repetition.REQUIRED, ASSET));
    fields.add(text(Repetition.REQUIRED, METRIC));
    fields.add(time(WINDOW_START));
    fields.add(time(WINDOW_END));
    fields.add(Types.required(INT32).named(QUALITY));
    dataset.numberColumns().forEach(name -> fields.add(Types.optional(DOUBLE).named(name)));
    fields.add(text(Repetition.OPTIONAL, STATES));
    return fields;
  }

  private static PrimitiveType text(Repetition repetition, String name) {
    return Types.primitive(BINARY, repetition).as(stringType()).named(name);
  }

  private static PrimitiveType time(String name) {
    return Types.required(INT64).as(UTC_MICROS).named(name);
  }
}
