package io.penstock.io.kafka;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Where reading a topic starts.
 *
 * @param topic the topic
 * @param offsets the first offset to be read, per partition
 */
public record StartOffsets(String topic, SortedMap<Integer, Long> offsets) {
  /** Copies the map. */
  public StartOffsets {
    offsets = new TreeMap<>(offsets);
  }

  /** The oldest record that the topic still has. */
  public static StartOffsets earliest(String topic, KafkaConnection connection)
      throws IOException, InterruptedException {
    return of(topic, connection, partition -> OffsetSpec.earliest());
  }

  /** What comes from now on. */
  public static StartOffsets latest(String topic, KafkaConnection connection)
      throws IOException, InterruptedException {
    return of(topic, connection, partition -> OffsetSpec.latest());
  }

  /** The first record appended at or after a time; the end of a partition that has none. */
  public static StartOffsets at(String topic, KafkaConnection connection, long appendMillis)
      throws IOException, InterruptedException {
    // The ends first: a record that comes in between is not before them, and not found either.
    StartOffsets end = latest(topic, connection);
    StartOffsets first =
        of(topic, connection, partition -> OffsetSpec.forTimestamp(Math.max(0, appendMillis)));
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    end.offsets.forEach(
        (partition, last) -> {
          long found = first.offsets.getOrDefault(partition, -1L);
          offsets.put(partition, found < 0 ? last : found);
        });
    return new StartOffsets(topic, offsets);
  }

  /** In each partition the earlier of two; a partition that the other lacks stays. */
  public StartOffsets orEarlier(Map<Integer, Long> other) {
    SortedMap<Integer, Long> earlier = new TreeMap<>(offsets);
    other.forEach((partition, offset) -> earlier.merge(partition, offset, Math::min));
    return new StartOffsets(topic, earlier);
  }

  /** In each partition the later of two; a partition that the other lacks stays. */
  public StartOffsets orLater(StartOffsets other) {
    SortedMap<Integer, Long> later = new TreeMap<>(offsets);
    other.offsets.forEach((partition, offset) -> later.merge(partition, offset, Math::max));
    return new StartOffsets(topic, later);
  }

  /** Whether any partition starts before where it starts in another. */
  public boolean isBefore(StartOffsets other) {
    return other.offsets.entrySet().stream()
        .anyMatch(
            partition ->
                offsets.getOrDefault(partition.getKey(), partition.getValue())
                    < partition.getValue());
  }

  /** Makes a consumer group start here. */
  public void commit(KafkaConnection connection, String group)
      throws IOException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    offsets.forEach(
        (partition, offset) ->
            committed.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)));
    try (Admin admin = Admin.create(connection.properties())) {
      admin.alterConsumerGroupOffsets(group, committed).all().get();
    } catch (ExecutionException e) {
      throw new IOException("cannot set the start of " + group + ": " + e.getCause(), e);
    }
  }

  /**
   * Per partition the append time, milliseconds since 1970, of the oldest record that it still has;
   * a partition without records is not there.
   */
  public static SortedMap<Integer, Long> oldestAppendMillis(
      String topic, KafkaConnection connection) throws IOException, InterruptedException {
    SortedMap<Integer, Long> oldest = new TreeMap<>();
    ask(topic, connection, partition -> OffsetSpec.forTimestamp(0))
        .forEach(
            (partition, info) -> {
              if (info.timestamp() >= 0) {
                oldest.put(partition.partition(), info.timestamp());
              }
            });
    return oldest;
  }

  private static StartOffsets of(
      String topic, KafkaConnection connection, IntFunction<OffsetSpec> spec)
      throws IOException, InterruptedException {
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    ask(topic, connection, spec)
        .forEach((partition, info) -> offsets.put(partition.partition(), info.offset()));
    return new StartOffsets(topic, offsets);
  }

  private static Map<TopicPartition, ListOffsetsResultInfo> ask(
      String topic, KafkaConnection connection, IntFunction<OffsetSpec> spec)
      throws IOException, InterruptedException {
    try (Admin admin = Admin.create(connection.properties())) {
      TopicDescription description =
          admin.describeTopics(List.of(topic)).allTopicNames().get().values().iterator().next();
      Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
      description
          .partitions()
          .forEach(
              info ->
                  wanted.put(
                      new TopicPartition(topic, info.partition()), spec.apply(info.partition())));
      return admin.listOffsets(wanted).all().get();
    } catch (ExecutionException e) {
      throw new IOException("cannot ask where " + topic + " starts: " + e.getCause(), e);
    }
  }
}
