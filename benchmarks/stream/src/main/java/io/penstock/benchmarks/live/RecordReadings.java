package io.penstock.benchmarks.live;

import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the lines of a Kafka record. */
final class RecordReadings implements KafkaRecordDeserializationSchema<NativeReading> {
  private static final long serialVersionUID = 1;

  private final ReadingParser parser;

  RecordReadings(ReadingParser parser) {
    this.parser = parser;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> read, Collector<NativeReading> out)
      throws IOException {
    byte[] bytes = read.value();
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        out.collect(parser.parse(bytes, from, i));
        from = i + 1;
      }
    }
  }

  @Override
  public TypeInformation<NativeReading> getProducedType() {
    return TypeInformation.of(NativeReading.class);
  }
}
