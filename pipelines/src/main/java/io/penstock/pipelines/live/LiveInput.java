package io.penstock.pipelines.live;

import io.penstock.core.decode.Lateness;
import io.penstock.io.kafka.KafkaTelemetry;
import java.util.List;
import java.util.function.Function;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * What comes into the stream, and through which gate. A stream that may be trusted reads {@link
 * #ofTopics}; proofs of the gate read what they know beforehand, and take the gate away to see that
 * they would notice.
 *
 * @param records the records of a source, as {@link KafkaTelemetry#read} gives them
 * @param gate {@link Lateness#AS_LIVE}; with {@link Lateness#IGNORE} the engine drops what is late
 */
public record LiveInput(
    Function<LiveSource, PTransform<PBegin, PCollection<List<KafkaRecord<byte[], byte[]>>>>>
        records,
    Lateness gate) {

  /** The topics of a plan. */
  static LiveInput ofTopics(LiveSettings settings) {
    return new LiveInput(
        source ->
            KafkaTelemetry.read(
                source.topic(),
                source.connection(),
                settings.group(source),
                settings.plan().time().settleMicros()),
        Lateness.AS_LIVE);
  }
}
