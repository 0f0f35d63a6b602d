package io.penstock.pipelines.live;

import io.penstock.core.decode.Lateness;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.KafkaRecordCoder;
import org.apache.beam.sdk.io.kafka.KafkaTimestampType;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.joda.time.Instant;

/**
 * The live pipeline whole, on the DirectRunner and into real stores, with records and watermark as
 * a test tells them.
 */
final class Rehearsal {
  static final String TOPIC = "plant.readings";
  private static final Coder<byte[]> BYTES = NullableCoder.of(ByteArrayCoder.of());
  private static final Coder<KafkaRecord<byte[], byte[]>> CODER = KafkaRecordCoder.of(BYTES, BYTES);

  private Rehearsal() {}

  /** A stream whose watermark stands at a time, to be told further. */
  static TestStream.Builder<KafkaRecord<byte[], byte[]>> from(long millis) {
    return TestStream.create(CODER).advanceWatermarkTo(at(millis));
  }

  /** A record of partition 0. */
  static TimestampedValue<KafkaRecord<byte[], byte[]>> record(
      long offset, long appendMillis, byte[] value, Headers headers) {
    return record("key", offset, appendMillis, value, headers);
  }

  /** A record of partition 0 with a key. */
  static TimestampedValue<KafkaRecord<byte[], byte[]>> record(
      String key, long offset, long appendMillis, byte[] value, Headers headers) {
    return TimestampedValue.of(
        new KafkaRecord<>(
            TOPIC,
            0,
            offset,
            appendMillis,
            KafkaTimestampType.LOG_APPEND_TIME,
            headers,
            key.getBytes(StandardCharsets.UTF_8),
            value),
        at(appendMillis));
  }

  /** A record of partition 0 without headers. */
  static TimestampedValue<KafkaRecord<byte[], byte[]>> record(
      long offset, long appendMillis, String value) {
    return record(
        offset, appendMillis, value.getBytes(StandardCharsets.UTF_8), new RecordHeaders());
  }

  /** A line of the live suites' plan. */
  static String line(String device, String metric, long millis, double value) {
    return "{\"d\":\"%s\",\"s\":\"%s\",\"t\":%d,\"v\":%s}\n"
        .formatted(device, metric, millis, value);
  }

  /** Runs the stream to its end, where everything is sealed. */
  static PipelineResult run(
      LiveSettings settings, TestStream.Builder<KafkaRecord<byte[], byte[]>> stream) {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(DirectRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    LivePipeline.build(
        pipeline,
        settings,
        new LiveInput(source -> inLists(stream.advanceWatermarkToInfinity()), Lateness.AS_LIVE));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    return result;
  }

  private static PTransform<PBegin, PCollection<List<KafkaRecord<byte[], byte[]>>>> inLists(
      TestStream<KafkaRecord<byte[], byte[]>> stream) {
    return PTransform.compose(
        begin ->
            begin
                .apply("Script", stream)
                .apply(
                    "InLists",
                    MapElements.into(new TypeDescriptor<List<KafkaRecord<byte[], byte[]>>>() {})
                        .via(List::of))
                .setCoder(ListCoder.of(CODER)));
  }

  static Instant at(long millis) {
    return Instant.ofEpochMilli(millis);
  }
}
