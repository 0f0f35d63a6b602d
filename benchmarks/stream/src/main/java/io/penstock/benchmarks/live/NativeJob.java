package io.penstock.benchmarks.live;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.ExecutionCheckpointingOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;

/**
 * The same work as an engineer writes it for Flink alone: Flink's own Kafka source, one element per
 * reading, keyed by series, tumbling windows of event time with bounded disorder and allowed
 * lateness, a window function. State in RocksDB, since Penstock's is; objects are reused.
 *
 * <p>It reads to the topic's end as it was at the start, so that its last windows close; Penstock
 * closes them by the clock of the idle partitions.
 */
final class NativeJob {
  private static final Duration CHECKPOINTS_EVERY = Duration.ofSeconds(10);

  private NativeJob() {}

  /** The tiles of a topic. */
  static DataStream<NativeTile> tiles(
      StreamExecutionEnvironment flink, String brokers, String topic, ReadingParser parser) {
    KafkaSource<NativeReading> source =
        KafkaSource.<NativeReading>builder()
            .setBootstrapServers(brokers)
            .setTopics(topic)
            .setGroupId("native")
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setBounded(OffsetsInitializer.latest())
            .setDeserializer(new RecordReadings(parser))
            .build();
    return flink
        .fromSource(
            source,
            WatermarkStrategy.<NativeReading>forBoundedOutOfOrderness(BenchPlan.SETTLE)
                .withTimestampAssigner((reading, appended) -> reading.millis),
            "Read")
        .keyBy(reading -> reading.id)
        .window(TumblingEventTimeWindows.of(BenchPlan.TILE))
        .allowedLateness(BenchPlan.KEPT)
        .process(new TileStatistics());
  }

  /** The settings of state that Penstock's stream has too. */
  static Configuration state(String checkpoints) {
    Configuration settings = new Configuration();
    settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
    settings.set(ExecutionCheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS_EVERY);
    settings.set(
        ExecutionCheckpointingOptions.EXTERNALIZED_CHECKPOINT,
        CheckpointConfig.ExternalizedCheckpointCleanup.RETAIN_ON_CANCELLATION);
    return settings;
  }

  /** Its other settings. */
  static void configure(StreamExecutionEnvironment flink, int parallelism) {
    flink.setParallelism(parallelism);
    flink.setMaxParallelism(128);
    flink.getConfig().enableObjectReuse();
    flink.getConfig().setAutoWatermarkInterval(100);
  }
}
