package io.penstock.io.kafka;

import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.TimestampPolicyFactory;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Telemetry in Kafka. */
public final class KafkaTelemetry {
  private KafkaTelemetry() {}

  /**
   * Reads a topic without end.
   *
   * @param topic the topic
   * @param connection how to reach it
   * @param group the consumer group whose committed offsets say where to start; see {@link
   *     StartOffsets#commit}. A job that is restored goes by its checkpoint instead
   * @param settleMicros how far the watermark stays behind append times
   */
  public static Read read(
      String topic, KafkaConnection connection, String group, long settleMicros) {
    return new Read(topic, connection, group, settleMicros);
  }

  /**
   * Timestamps and watermark of each partition by the broker's append time, as {@link #read} has
   * them.
   *
   * @param settleMicros how far the watermark stays behind append times
   */
  public static TimestampPolicyFactory<byte[], byte[]> appendTimes(long settleMicros) {
    return new AppendTimePolicy.Factory(Math.floorDiv(settleMicros + 999, 1000));
  }

  /**
   * Reads a topic with KafkaIO's unbounded reader: its splittable one, which several settings of
   * KafkaIO bring on, keeps weaker watermarks.
   *
   * <p>Out: lists of records of one partition, in its order, see {@link GatheredRecords}; keys and
   * values are perhaps null; the timestamp is the append time of the list's first, the window
   * global. A start without a committed offset, or behind what the topic still has, fails instead
   * of losing records. Offsets are committed when checkpoints complete, for monitoring only.
   */
  public static final class Read
      extends PTransform<PBegin, PCollection<List<KafkaRecord<byte[], byte[]>>>> {
    private static final long serialVersionUID = 1;

    private final String topic;
    private final KafkaConnection connection;
    private final String group;
    private final long settleMicros;

    private Read(String topic, KafkaConnection connection, String group, long settleMicros) {
      this.topic = topic;
      this.connection = connection;
      this.group = group;
      this.settleMicros = settleMicros;
    }

    @Override
    public PCollection<List<KafkaRecord<byte[], byte[]>>> expand(PBegin begin) {
      return begin.apply("Kafka", gathered(ExpandedSource.of(records())));
    }

    private KafkaIO.Read<byte[], byte[]> records() {
      Coder<byte[]> bytes = NullableCoder.of(ByteArrayCoder.of());
      return KafkaIO.<byte[], byte[]>read()
          // KafkaIO asks for brokers; the real ones are in the connection's file.
          .withBootstrapServers("the-connection-file-says:0")
          .withTopic(topic)
          .withKeyDeserializerAndCoder(ByteArrayDeserializer.class, bytes)
          .withValueDeserializerAndCoder(ByteArrayDeserializer.class, bytes)
          .withConsumerFactoryFn(new ConnectionConsumers(connection))
          .withConsumerConfigUpdates(
              Map.of(
                  ConsumerConfig.GROUP_ID_CONFIG,
                  group,
                  ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                  "none"))
          .withTimestampPolicyFactory(appendTimes(settleMicros))
          .commitOffsetsInFinalize();
    }

    private static <M extends UnboundedSource.CheckpointMark>
        org.apache.beam.sdk.io.Read.Unbounded<List<KafkaRecord<byte[], byte[]>>> gathered(
            UnboundedSource<KafkaRecord<byte[], byte[]>, M> records) {
      return org.apache.beam.sdk.io.Read.from(new GatheredRecords<>(records));
    }
  }
}
