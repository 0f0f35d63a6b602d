package io.penstock.io.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ObjectStreamClass;
import java.util.Optional;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.KafkaTimestampType;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.values.KV;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class AppendTimePolicyTest {
  private static final TopicPartition PARTITION = new TopicPartition("readings", 3);
  private final TimestampPolicy<byte[], byte[]> policy =
      new AppendTimePolicy.Factory(2_000)
          .createTimestampPolicy(PARTITION, Optional.of(Instant.ofEpochMilli(5_000)));

  @Test
  void stampsRecordsWithTheBrokersAppendTime() {
    Instant stamp =
        policy.getTimestampForRecord(
            backlog(1, 60_000), record(9_000, KafkaTimestampType.LOG_APPEND_TIME));

    assertThat(stamp).isEqualTo(Instant.ofEpochMilli(9_000));
    assertThat(policy.getWatermark(backlog(1, 60_000))).isEqualTo(Instant.ofEpochMilli(7_000));
  }

  /** An empty poll is not the end: only position against end offset tells. */
  @Test
  void followsTheClockOnlyWhenTheBacklogIsKnownToBeEmpty() {
    assertThat(policy.getWatermark(backlog(1, 60_000))).isEqualTo(Instant.ofEpochMilli(5_000));
    assertThat(policy.getWatermark(backlog(-1, 60_000))).isEqualTo(Instant.ofEpochMilli(5_000));
    assertThat(policy.getWatermark(backlog(0, 60_000))).isEqualTo(Instant.ofEpochMilli(58_000));
  }

  @Test
  void refusesRecordsThatTheProducerStamped() {
    assertThatThrownBy(
            () ->
                policy.getTimestampForRecord(
                    backlog(1, 0), record(9_000, KafkaTimestampType.CREATE_TIME)))
        .hasMessageContaining("readings-3 offset 17")
        .hasMessageContaining("message.timestamp.type=LogAppendTime");
  }

  /** It is written into checkpoints with Java's serialization. */
  @Test
  void keepsItsPlaceInCheckpoints() {
    assertThat(ObjectStreamClass.lookup(AppendTimePolicy.Factory.class).getSerialVersionUID())
        .isEqualTo(1);
    assertThat(ObjectStreamClass.lookup(ConnectionConsumers.class).getSerialVersionUID())
        .isEqualTo(1);
  }

  private static KafkaRecord<byte[], byte[]> record(long millis, KafkaTimestampType type) {
    byte[] bytes = {1};
    return new KafkaRecord<>(
        "readings", 3, 17, millis, type, new RecordHeaders(), KV.of(bytes, bytes));
  }

  private static TimestampPolicy.PartitionContext backlog(long messages, long checkedMillis) {
    return new TimestampPolicy.PartitionContext() {
      @Override
      public long getMessageBacklog() {
        return messages;
      }

      @Override
      public Instant getBacklogCheckTime() {
        return Instant.ofEpochMilli(checkedMillis);
      }
    };
  }
}
