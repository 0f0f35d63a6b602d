package io.penstock.runners.flink.gate;

import io.penstock.io.kafka.KafkaTelemetry;
import java.io.Serializable;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.KafkaRecordCoder;
import org.apache.beam.sdk.io.kafka.KafkaTimestampType;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link ScriptedLog} as KafkaIO's reader reads a topic: a checkpoint has position and
 * watermark, and timestamps and watermark come from production's own policy.
 */
public final class ScriptedSource
    extends UnboundedSource<KafkaRecord<byte[], byte[]>, ScriptedSource.Mark> {
  private static final long serialVersionUID = 1;
  private static final int WHOLE = -1;

  private final String log;
  private final String topic;
  private final long settleMicros;
  private final int split;

  private ScriptedSource(String log, String topic, long settleMicros, int split) {
    this.log = log;
    this.topic = topic;
    this.settleMicros = settleMicros;
    this.split = split;
  }

  /** All splits of a log. */
  static ScriptedSource of(String log, String topic, long settleMicros) {
    return new ScriptedSource(log, topic, settleMicros, WHOLE);
  }

  /** How far a split was read. */
  record Mark(long position, long watermarkMillis) implements CheckpointMark, Serializable {
    @Override
    public void finalizeCheckpoint() {}
  }

  @Override
  public List<ScriptedSource> split(int desired, PipelineOptions options) {
    return IntStream.range(0, Script.SPLITS)
        .mapToObj(i -> new ScriptedSource(log, topic, settleMicros, i))
        .toList();
  }

  @Override
  public UnboundedReader<KafkaRecord<byte[], byte[]>> createReader(
      PipelineOptions options, @Nullable Mark mark) {
    return new Reader(this, mark);
  }

  @Override
  public Coder<Mark> getCheckpointMarkCoder() {
    return SerializableCoder.of(Mark.class);
  }

  @Override
  public Coder<KafkaRecord<byte[], byte[]>> getOutputCoder() {
    Coder<byte[]> bytes = NullableCoder.of(ByteArrayCoder.of());
    return KafkaRecordCoder.of(bytes, bytes);
  }

  private static final class Reader extends UnboundedReader<KafkaRecord<byte[], byte[]>> {
    private final ScriptedSource source;
    private final ScriptedLog log;
    private final TimestampPolicy<byte[], byte[]> policy;
    private long position;
    private Instant watermark;
    private @Nullable KafkaRecord<byte[], byte[]> current;
    private @Nullable Instant time;

    Reader(ScriptedSource source, @Nullable Mark mark) {
      this.source = source;
      this.log = ScriptedLog.named(source.log);
      Optional<Instant> restored =
          Optional.ofNullable(mark).map(m -> Instant.ofEpochMilli(m.watermarkMillis()));
      this.policy =
          KafkaTelemetry.appendTimes(source.settleMicros)
              .createTimestampPolicy(new TopicPartition(source.topic, source.split), restored);
      this.position = mark == null ? 0 : mark.position();
      this.watermark = policy.getWatermark(new Backlog(1, Instant.EPOCH));
      log.at(source.split, position);
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      if (position >= log.readable(source.split)) {
        return false;
      }
      ScriptedRecord read = log.read(source.split, position);
      current =
          new KafkaRecord<>(
              source.topic,
              source.split,
              position,
              read.appendMillis(),
              KafkaTimestampType.LOG_APPEND_TIME,
              new RecordHeaders(),
              new byte[0],
              read.payload());
      position++;
      time = policy.getTimestampForRecord(backlog(), current);
      log.at(source.split, position);
      return true;
    }

    @Override
    public Instant getWatermark() {
      watermark = policy.getWatermark(backlog());
      log.asked(source.split);
      return watermark;
    }

    /** The clock is looked at first, as by KafkaIO: what comes in between is not missed. */
    private Backlog backlog() {
      Instant looked = Instant.ofEpochMilli(log.lookMillis(source.split));
      return new Backlog(log.end(source.split) - position, looked);
    }

    @Override
    public Mark getCheckpointMark() {
      return new Mark(position, watermark.getMillis());
    }

    @Override
    public KafkaRecord<byte[], byte[]> getCurrent() {
      return given(current);
    }

    @Override
    public Instant getCurrentTimestamp() {
      return given(time);
    }

    private static <T> T given(@Nullable T value) {
      if (value == null) {
        throw new NoSuchElementException();
      }
      return value;
    }

    @Override
    public ScriptedSource getCurrentSource() {
      return source;
    }

    @Override
    public void close() {}
  }

  private static final class Backlog extends TimestampPolicy.PartitionContext {
    private final long messages;
    private final Instant looked;

    Backlog(long messages, Instant looked) {
      this.messages = messages;
      this.looked = looked;
    }

    @Override
    public long getMessageBacklog() {
      return messages;
    }

    @Override
    public Instant getBacklogCheckTime() {
      return looked;
    }
  }
}
