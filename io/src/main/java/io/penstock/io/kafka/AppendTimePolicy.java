package io.penstock.io.kafka;

import java.util.Optional;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.KafkaTimestampType;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.io.kafka.TimestampPolicyFactory;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.kafka.common.TopicPartition;
import org.joda.time.Instant;

/**
 * Timestamps and watermark of one partition by the broker's append time; see {@link
 * AppendTimeWatermark}. Beam's own policy for append times lets its watermark step back, and goes
 * by the wall clock when idle.
 */
final class AppendTimePolicy extends TimestampPolicy<byte[], byte[]> {
  private final TopicPartition partition;
  private final AppendTimeWatermark watermark;

  AppendTimePolicy(TopicPartition partition, AppendTimeWatermark watermark) {
    this.partition = partition;
    this.watermark = watermark;
  }

  @Override
  public Instant getTimestampForRecord(PartitionContext context, KafkaRecord<byte[], byte[]> read) {
    if (read.getTimestampType() != KafkaTimestampType.LOG_APPEND_TIME) {
      throw new IllegalStateException(
          partition
              + " offset "
              + read.getOffset()
              + ": the record's time must be the broker's append time, but is "
              + read.getTimestampType()
              + ": set message.timestamp.type=LogAppendTime for the topic, and start behind the"
              + " records that were written before");
    }
    watermark.read(read.getTimestamp());
    return Instant.ofEpochMilli(read.getTimestamp());
  }

  @Override
  public Instant getWatermark(PartitionContext context) {
    // The backlog is position against end offset, and its check time was taken before that query.
    if (context.getMessageBacklog() == 0) {
      watermark.idle(context.getBacklogCheckTime().getMillis());
    }
    return Instant.ofEpochMilli(
        Math.max(watermark.millis(), BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis()));
  }

  /** Makes a policy per partition. Written into checkpoints: its fields are a wire format. */
  static final class Factory implements TimestampPolicyFactory<byte[], byte[]> {
    private static final long serialVersionUID = 1;

    private final long settleMillis;

    Factory(long settleMillis) {
      this.settleMillis = settleMillis;
    }

    @Override
    public TimestampPolicy<byte[], byte[]> createTimestampPolicy(
        TopicPartition partition, Optional<Instant> previousWatermark) {
      long start = previousWatermark.map(Instant::getMillis).orElse(Long.MIN_VALUE);
      return new AppendTimePolicy(partition, new AppendTimeWatermark(settleMillis, start));
    }
  }
}
